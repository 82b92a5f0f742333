package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells that a file is still the one it was. Nothing but the time of the last change of the
 * inode cannot be set back by a program, so without it no file counts as unchanged.
 *
 * @param kind what the file is
 * @param size the number of bytes
 * @param modified when the content was last written, as the file says
 * @param changed when the inode was last changed, or null where the platform has no such time
 * @param key what the platform tells files apart by, or null
 */
record FileStamp(
    Kind kind, long size, FileTime modified, @Nullable FileTime changed, @Nullable Object key) {

  /** What a file is. */
  enum Kind {
    REGULAR,
    SYMBOLIC_LINK,
    OTHER
  }

  /** Read the stamp of a file, not following a symbolic link. */
  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes basic =
        Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    FileTime changed =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? (FileTime) Files.getAttribute(file, "unix:ctime", NOFOLLOW_LINKS)
            : null;
    return new FileStamp(
        kind(basic), basic.size(), basic.lastModifiedTime(), changed, basic.fileKey());
  }

  private static Kind kind(BasicFileAttributes basic) {
    if (basic.isRegularFile()) {
      return Kind.REGULAR;
    }
    return basic.isSymbolicLink() ? Kind.SYMBOLIC_LINK : Kind.OTHER;
  }
}
