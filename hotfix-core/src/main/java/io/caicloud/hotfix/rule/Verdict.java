package io.caicloud.hotfix.rule;

/** What a check comes to. */
public enum Verdict {
  /** Every enabled rule ran to its end, and no finding is an error. Only this packs. */
  PASS,
  /** Every enabled rule ran to its end, and some finding is an error. */
  FAIL,
  /** Something could not be checked, so nothing follows from what was not found. */
  INCOMPLETE
}
