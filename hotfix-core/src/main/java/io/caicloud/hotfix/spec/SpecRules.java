package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.RuleId;

/**
 * The rules that reading {@code hotfix.yaml} applies besides {@link NamingRules}. They bear the
 * same ids as for values, since they say the same.
 */
public final class SpecRules {

  /** Every key is a known one. */
  public static final RuleId UNKNOWN_KEY = new RuleId("HF301", "unknown-key");

  /** Every required key is there. */
  public static final RuleId MISSING_KEY = new RuleId("HF302", "missing-key");

  /** Every value has the right type. */
  public static final RuleId TYPE = new RuleId("HF303", "type");

  /** Product, group and path of the values have the right form. */
  public static final RuleId PATTERN = new RuleId("HF305", "pattern");

  /** An image is named by placeholder, repository and tag. */
  public static final RuleId IMAGE_REFERENCE = new RuleId("HF503", "image-reference");

  private SpecRules() {}
}
