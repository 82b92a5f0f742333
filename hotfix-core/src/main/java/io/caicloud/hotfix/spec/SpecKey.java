package io.caicloud.hotfix.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of {@code hotfix.yaml}, in the order in which they are written. */
enum SpecKey {
  PRODUCT("product", false),
  PRODUCT_VERSION("productVersion", true),
  DATE("date", true),
  DESC("desc", true),
  GROUP("group", true),
  VALUES("values", true),
  IMAGES("images", false);

  private static final List<String> NAMES = Arrays.stream(values()).map(key -> key.text).toList();

  private final String text;
  private final boolean required;

  SpecKey(String text, boolean required) {
    this.text = text;
    this.required = required;
  }

  static List<String> names() {
    return NAMES;
  }

  static Optional<SpecKey> find(String text) {
    return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
  }

  boolean isRequired() {
    return required;
  }

  /** Return the key as it is written. */
  @Override
  public String toString() {
    return text;
  }
}
