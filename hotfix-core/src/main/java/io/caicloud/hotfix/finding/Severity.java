package io.caicloud.hotfix.finding;

/** How bad a finding is. */
public enum Severity {
  /** A real defect: what has it is not packed. */
  ERROR,
  /** Most likely a mistake, but some real hotfixes do it on purpose. */
  WARNING,
  /** Worth a look; says nothing about right or wrong. */
  HINT
}
