package io.caicloud.hotfix.archive;

/** Whether the entries of a package lie in a folder. */
public enum PackageLayout {
  /**
   * All entries lie in one folder, named like the package without {@code .tar.gz}, because the
   * site's installer unpacks the package and changes into that folder.
   */
  TOP_FOLDER("top-folder"),
  /** The entries lie side by side without a folder, as the process document draws them. */
  FLAT("flat");

  private final String text;

  PackageLayout(String text) {
    this.text = text;
  }

  /** Return the name that the manifest uses. */
  @Override
  public String toString() {
    return text;
  }
}
