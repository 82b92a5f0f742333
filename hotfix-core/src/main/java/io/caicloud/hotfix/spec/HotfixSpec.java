package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hotfix as its author wants it: for which product version, on which day, why, and with which
 * values. Which addon it replaces and with which version is not said here: that stands in the
 * values, as {@code _metadata}, and nowhere else.
 *
 * <p>Default: product {@link Product#COMPASS}, no further images. Immutable, pure data: building
 * one reads no file. Safe to share between threads; equal when all parts are.
 */
public final class HotfixSpec {

  private final Product product;
  private final ProductVersion productVersion;
  private final HotfixDate date;
  private final HotfixDesc desc;
  private final AddonGroup group;
  private final Path values;
  private final List<ImageReference> images;

  private HotfixSpec(Builder builder) {
    this.product = builder.product;
    this.productVersion = requireNonNull(builder.productVersion);
    this.date = requireNonNull(builder.date);
    this.desc = requireNonNull(builder.desc);
    this.group = requireNonNull(builder.group);
    this.values = requireNonNull(builder.values);
    this.images = List.copyOf(builder.images);
  }

  /** Return a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return a builder that holds all parts of this one. */
  public Builder toBuilder() {
    Builder builder =
        new Builder()
            .product(product)
            .productVersion(productVersion)
            .date(date)
            .desc(desc)
            .group(group)
            .values(values);
    images.forEach(builder::image);
    return builder;
  }

  /** Return the product. */
  public Product product() {
    return product;
  }

  /** Return the version of the product that the hotfix is for. */
  public ProductVersion productVersion() {
    return productVersion;
  }

  /** Return the day of the hotfix: that of its folder in the release tree. */
  public HotfixDate date() {
    return date;
  }

  /** Return why the hotfix is made. */
  public HotfixDesc desc() {
    return desc;
  }

  /** Return the group that the addon belongs to. */
  public AddonGroup group() {
    return group;
  }

  /** Return the file with the addon's whole values. */
  public Path values() {
    return values;
  }

  /**
   * Return the images that belong to the hotfix beside those in its values: config texts may join
   * an image's name at run time, which no scan can see. In the order given, each once.
   */
  public List<ImageReference> images() {
    return images;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HotfixSpec that
        && product.equals(that.product)
        && productVersion.equals(that.productVersion)
        && date.equals(that.date)
        && desc.equals(that.desc)
        && group.equals(that.group)
        && values.equals(that.values)
        && images.equals(that.images);
  }

  @Override
  public int hashCode() {
    return Objects.hash(product, productVersion, date, desc, group, values, images);
  }

  /** Return product, version, date, desc, group and file in one line, for messages. */
  @Override
  public String toString() {
    return product
        + " "
        + productVersion
        + " "
        + date
        + " "
        + desc
        + " "
        + group
        + " "
        + values
        + (images.isEmpty() ? "" : " " + images);
  }

  /**
   * Collects the parts of a hotfix. Each part but the product must be given; texts are parsed at
   * once. Not safe to share between threads.
   */
  public static final class Builder {
    private Product product = Product.COMPASS;
    private @Nullable ProductVersion productVersion;
    private @Nullable HotfixDate date;
    private @Nullable HotfixDesc desc;
    private @Nullable AddonGroup group;
    private @Nullable Path values;
    private final Set<ImageReference> images = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Set the product.
     *
     * @param value the product
     */
    public Builder product(Product value) {
      this.product = requireNonNull(value, "product");
      return this;
    }

    /**
     * Set the version of the product.
     *
     * @param text such as {@code 2.7.2}
     * @throws HotfixException with code {@code invalid-product-version} if it has another form
     */
    public Builder productVersion(String text) {
      return productVersion(ProductVersion.parse(text));
    }

    /**
     * Set the version of the product.
     *
     * @param value the version
     */
    public Builder productVersion(ProductVersion value) {
      this.productVersion = requireNonNull(value, "productVersion");
      return this;
    }

    /**
     * Set the day of the hotfix.
     *
     * @param text such as {@code 20181123}
     * @throws HotfixException with code {@code invalid-date} if there is no such day
     */
    public Builder date(String text) {
      return date(HotfixDate.parse(text));
    }

    /**
     * Set the day of the hotfix.
     *
     * @param value the day
     */
    public Builder date(HotfixDate value) {
      this.date = requireNonNull(value, "date");
      return this;
    }

    /**
     * Set why the hotfix is made.
     *
     * @param text such as {@code bug211} or {@code feat714}
     * @throws HotfixException with code {@code invalid-desc} if it has another form
     */
    public Builder desc(String text) {
      return desc(HotfixDesc.parse(text));
    }

    /**
     * Set why the hotfix is made.
     *
     * @param value kind and number
     */
    public Builder desc(HotfixDesc value) {
      this.desc = requireNonNull(value, "desc");
      return this;
    }

    /**
     * Set the addon's group.
     *
     * @param text such as {@code console}
     * @throws HotfixException with code {@code invalid-addon-group} if it has another form
     */
    public Builder group(String text) {
      return group(AddonGroup.parse(text));
    }

    /**
     * Set the addon's group.
     *
     * @param value the group
     */
    public Builder group(AddonGroup value) {
      this.group = requireNonNull(value, "group");
      return this;
    }

    /**
     * Set the file with the addon's whole values.
     *
     * @param file the file; not read here
     */
    public Builder values(Path file) {
      this.values = requireNonNull(file, "values");
      return this;
    }

    /**
     * Add an image that the values do not name in a way that a scan can find.
     *
     * @param text such as <code>[[ registry_release ]]/console-web:v3.3.2</code>
     * @throws HotfixException with code {@code invalid-image-reference} if it has another form
     */
    public Builder image(String text) {
      return image(ImageReference.parse(text));
    }

    /**
     * Add an image that the values do not name in a way that a scan can find.
     *
     * @param value the image; given twice, it counts once
     */
    public Builder image(ImageReference value) {
      images.add(requireNonNull(value, "image"));
      return this;
    }

    /**
     * Build the spec.
     *
     * @throws HotfixException with code {@code incomplete-spec} if parts are missing, all of them
     *     named; {@code invalid-values-path} if the path of the values names no file
     */
    public HotfixSpec build() {
      List<String> missing = new ArrayList<>();
      addIfMissing(missing, productVersion, "productVersion");
      addIfMissing(missing, date, "date");
      addIfMissing(missing, desc, "desc");
      addIfMissing(missing, group, "group");
      addIfMissing(missing, values, "values");
      if (!missing.isEmpty()) {
        throw Texts.invalid("incomplete-spec", String.join(", ", missing));
      }
      if (requireNonNull(values).toString().isBlank() || values.getFileName() == null) {
        throw Texts.invalid("invalid-values-path", values);
      }
      return new HotfixSpec(this);
    }

    private static void addIfMissing(List<String> missing, @Nullable Object part, String name) {
      if (part == null) {
        missing.add(name);
      }
    }
  }
}
