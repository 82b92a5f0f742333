package io.caicloud.hotfix.testing;

import java.nio.file.Path;

/**
 * A disk of a few pages, to see what happens when it is full: file permissions do not stop root,
 * and filling the real disk is no test. Mounts a tmpfs, so it needs the right to mount.
 */
public final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mount a disk of the given size on an existing empty folder.
   *
   * @param folder where to mount it
   * @param bytes its size in bytes, rounded up to whole pages by the system
   * @return the disk; close it to unmount it
   * @throws org.opentest4j.TestAbortedException if this process may not mount
   * @throws AssertionError if it may not mount and tools are required, see {@link Tools#missing}
   */
  public static SmallDisk mount(Path folder, long bytes) {
    Tools.require("mount", "umount");
    Tools.Result result =
        Tools.run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
    if (result.exit() != 0) {
      Tools.missing("this process may not mount a tmpfs, run as root: " + result.stderr().strip());
    }
    return new SmallDisk(folder);
  }

  /**
   * Return the folder on which the disk is mounted.
   *
   * @return the folder given to {@link #mount}
   */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    Tools.run("umount", "--lazy", folder.toString()).succeeded();
  }
}
