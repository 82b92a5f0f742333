package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files below a folder. Symbolic links below it are not followed.
 *
 * @param folder the folder
 */
record FolderFiles(Path folder) implements ImageFiles {

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public boolean has(String name) {
    return Files.exists(folder.resolve(name), NOFOLLOW_LINKS);
  }

  @Override
  public Region region(String name) {
    Path file = folder.resolve(name);
    String label = file.toString();
    try {
      refuseLinksAbove(Path.of(name));
      FileStamp stamp = FileStamp.of(file);
      return switch (stamp.kind()) {
        case REGULAR -> new Region(file, 0, stamp.size(), stamp, label);
        case SYMBOLIC_LINK -> throw Failures.damaged("symbolic-link", label);
        case OTHER -> throw Failures.damaged("not-a-file", label);
      };
    } catch (NoSuchFileException e) {
      throw Failures.damaged("file-missing", label);
    } catch (IOException e) {
      throw Failures.io(label, e);
    }
  }

  private void refuseLinksAbove(Path name) {
    for (int parts = 1; parts < name.getNameCount(); parts++) {
      Path above = folder.resolve(name.subpath(0, parts));
      if (Files.isSymbolicLink(above)) {
        throw Failures.damaged("symbolic-link", above);
      }
    }
  }
}
