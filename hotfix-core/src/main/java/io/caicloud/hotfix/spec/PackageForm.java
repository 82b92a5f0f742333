package io.caicloud.hotfix.spec;

/** The forms of package names that exist. All are read; the first two are written. */
public enum PackageForm {
  /** {@code <product>-hotfixes-<desc>-<addon>-<date>-<VERSION>.tar.gz}. */
  DATED,
  /** {@code <product>-hotfixes-<desc>-<addon>-<VERSION>.tar.gz}. */
  UNDATED,
  /** What the old packing script wrote: {@code <product>-hotfixes-<ver>-<date>-<addon>.tar.gz}. */
  TOOL,
  /**
   * Without a desc in front: {@code <product>-hotfixes-<addon>-<VERSION>.tar.gz}, with or without
   * {@code -fix-<issue>} or {@code -feat-<issue>} behind, with or without a date.
   */
  WITHOUT_DESC
}
