package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

/**
 * What a new package is named after.
 *
 * @param product the product, which gives the prefix
 * @param desc why the hotfix is made
 * @param addon the addon it replaces
 * @param date the day of the hotfix
 * @param version the version of the hotfix
 */
public record PackageParts(
    Product product, HotfixDesc desc, AddonName addon, HotfixDate date, HotfixVersion version) {

  /** Checks that all parts are there. */
  public PackageParts {
    requireNonNull(product, "product");
    requireNonNull(desc, "desc");
    requireNonNull(addon, "addon");
    requireNonNull(date, "date");
    requireNonNull(version, "version");
  }
}
