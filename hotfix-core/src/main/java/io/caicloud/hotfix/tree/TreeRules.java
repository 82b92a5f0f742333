package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.RuleId;

/**
 * The rules that reading a release tree applies, besides those about paths and names in {@link
 * io.caicloud.hotfix.spec.NamingRules}.
 */
public final class TreeRules {

  /** A package folder holds the values of one addon. */
  public static final RuleId ONE_ADDON = new RuleId("HF202", "one-addon");

  /** A date folder holds an addon once. */
  public static final RuleId SAME_ADDON_TWICE = new RuleId("HF203", "same-addon-twice");

  /** A release tree holds nothing but values and notes. */
  public static final RuleId STRAY_FILE = new RuleId("HF204", "stray-file");

  /** The version in the name of the package folder is that of the values. */
  public static final RuleId VERSION_PATH = new RuleId("HF502", "version-path");

  private TreeRules() {}
}
