package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a release tree into a folder. Not safe to share between threads. */
public final class ReleaseTreeBuilder {

  private final Path folder;

  private ReleaseTreeBuilder(Path folder) {
    this.folder = folder;
  }

  /**
   * Start a tree.
   *
   * @param folder the checkout: {@code release-hotfixes} will lie in it
   */
  public static ReleaseTreeBuilder in(Path folder) {
    return new ReleaseTreeBuilder(folder);
  }

  /**
   * Add a hotfix where the process document wants it, with values of {@link ValuesBuilder}.
   *
   * @param spec version, date, desc and group; its values are not looked at
   * @param identity addon, namespace and version
   */
  public ReleaseTreeBuilder hotfix(HotfixSpec spec, HotfixIdentity identity) {
    return hotfix(ReleasePath.Root.RELEASE, spec, identity);
  }

  /**
   * Add a hotfix to the product's or an OEM's tree.
   *
   * @param root which tree
   * @param spec version, date, desc and group; its values are not looked at
   * @param identity addon, namespace and version
   */
  public ReleaseTreeBuilder hotfix(
      ReleasePath.Root root, HotfixSpec spec, HotfixIdentity identity) {
    return file(ReleasePath.of(root, spec, identity).toString(), values(identity).build());
  }

  private static ValuesBuilder values(HotfixIdentity identity) {
    return ValuesBuilder.values()
        .addon(identity.addon().value())
        .namespace(identity.namespace().toString())
        .version(identity.version().value());
  }

  /** Add the hotfix of {@link SampleSpecs}. */
  public ReleaseTreeBuilder hotfix() {
    return hotfix(SampleSpecs.spec().build(), SampleSpecs.identity());
  }

  /**
   * Add the notes of a date folder.
   *
   * @param version the product version
   * @param date the date
   * @param text the notes
   */
  public ReleaseTreeBuilder readme(String version, String date, String text) {
    return file("release-hotfixes/" + version + "/" + date + "/README.md", text);
  }

  /**
   * Add a file, whatever it is.
   *
   * @param path the path from the checkout on
   * @param text its text
   */
  public ReleaseTreeBuilder file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Add a symbolic link.
   *
   * @param path the path from the checkout on
   * @param target what it points to
   */
  public ReleaseTreeBuilder link(String path, Path target) {
    try {
      Path link = folder.resolve(path);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, target);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return the folder of the checkout. */
  public Path folder() {
    return folder;
  }

  /** Read the tree as it is now. */
  public ReleaseTree read() {
    return ReleaseTree.read(folder);
  }
}
