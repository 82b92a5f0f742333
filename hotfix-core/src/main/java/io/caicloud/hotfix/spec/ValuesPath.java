package io.caicloud.hotfix.spec;

import com.google.common.base.Splitter;

/** The path of the values as {@code hotfix.yaml} has it: below the folder of that file. */
final class ValuesPath {

  private ValuesPath() {}

  /** Return whether a text is a relative path that does not lead upwards. */
  static boolean isValid(String text) {
    return Splitter.on('/').splitToStream(text).allMatch(PathPart::isValid);
  }
}
