package io.caicloud.hotfix.testing;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some of the regular files below a folder, in the order of their paths: those that begin between
 * two offsets, if all were laid end to end. Lets one folder such as {@code /usr} give several
 * layers of a wanted size.
 *
 * @param tree the folder
 * @param skip the number of bytes before the first file taken
 * @param length the number of bytes in which the files taken begin
 */
public record TreeSlice(Path tree, long skip, long length) {

  /**
   * Return the files, in the order of their paths. Unreadable files are left out.
   *
   * @throws IOException if the folder cannot be walked
   */
  public List<Path> files() throws IOException {
    List<Path> taken = new ArrayList<>();
    long offset = 0;
    for (Path file : sorted()) {
      if (offset >= skip + length) {
        break;
      }
      if (offset >= skip) {
        taken.add(file);
      }
      offset += Files.size(file);
    }
    return taken;
  }

  private List<Path> sorted() throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths
          .filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS) && Files.isReadable(path))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
