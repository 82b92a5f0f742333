package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.RuleId;

/** The rules that reading a package checks. */
public final class PackageRules {

  /**
   * What the package says of its parts is what they are: values, image archives, tags, manifest.
   */
  public static final RuleId CLOSURE = new RuleId("HF509", "package-closure");

  /** Every byte is the one that was written. */
  public static final RuleId DAMAGE = new RuleId("HF510", "package-damage");

  /** The site's installer can take the package: names, one folder, one values file. */
  public static final RuleId CONTRACT = new RuleId("HF511", "package-contract");

  private PackageRules() {}
}
