package io.caicloud.hotfix.spec;

/** The two ways to write a package name. The process document has both; dated is the default. */
public enum PackageNaming {
  /** {@code <product>-hotfixes-<desc>-<addon>-<date>-<VERSION>.tar.gz}. */
  DATED,
  /** {@code <product>-hotfixes-<desc>-<addon>-<VERSION>.tar.gz}. */
  UNDATED
}
