package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageFiles;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ProductVersion;

/**
 * Which hotfix a package is, as its manifest says.
 *
 * @param product the product it is for
 * @param productVersion the product version it was made for
 * @param date the hotfix's date, and with 00:00 UTC the time of every entry
 * @param desc why it was made
 * @param group the addon's group
 * @param addon the addon's name, {@code _metadata.name}
 * @param namespace the addon's namespace, {@code _metadata.namespace}
 * @param version the addon's version, {@code _metadata.version}
 */
public record PackageFacts(
    Product product,
    ProductVersion productVersion,
    HotfixDate date,
    HotfixDesc desc,
    AddonGroup group,
    AddonName addon,
    Namespace namespace,
    HotfixVersion version) {

  /** Checks that all are there. */
  public PackageFacts {
    requireNonNull(product, "product");
    requireNonNull(productVersion, "productVersion");
    requireNonNull(date, "date");
    requireNonNull(desc, "desc");
    requireNonNull(group, "group");
    requireNonNull(addon, "addon");
    requireNonNull(namespace, "namespace");
    requireNonNull(version, "version");
  }

  /**
   * Return the facts of a hotfix.
   *
   * @param spec what its author wants
   * @param identity what its values say that it is
   */
  public static PackageFacts of(HotfixSpec spec, HotfixIdentity identity) {
    return new PackageFacts(
        spec.product(),
        spec.productVersion(),
        spec.date(),
        spec.desc(),
        spec.group(),
        identity.addon(),
        identity.namespace(),
        identity.version());
  }

  /** Return the path of the values in the package: namespace, group and addon. */
  public String valuesPath() {
    return PackageFiles.values(new HotfixIdentity(addon, namespace, version), group);
  }

  /** Refuse a package name that tells of another hotfix. */
  void requireAgreement(PackageName name) {
    boolean agrees =
        name.product().equals(product)
            && name.addon().equals(addon)
            && name.productVersion().map(productVersion::equals).orElse(true)
            && name.desc().map(desc::equals).orElse(true)
            && name.date().map(date::equals).orElse(true)
            && name.version().map(version::equals).orElse(true);
    if (!agrees) {
      throw Texts.failure("package-name-differs", name, this);
    }
  }

  /** Return the facts in one line, for messages. */
  @Override
  public String toString() {
    return product
        + " "
        + productVersion
        + ", "
        + date
        + ", "
        + desc
        + ", "
        + namespace
        + "/"
        + group
        + "/"
        + addon
        + " "
        + version;
  }
}
