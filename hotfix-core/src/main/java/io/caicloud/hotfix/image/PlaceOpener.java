package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what a path holds and opens it. */
final class PlaceOpener {

  /** What the caller says a path is. */
  enum Kind {
    LAYOUT,
    ARCHIVE,
    ANY
  }

  /** A path given by the caller. */
  record Place(Path path, Kind kind) {}

  /**
   * Where compressed files are unpacked to, null meaning beside them, and how large they may be.
   */
  record Unpacking(@Nullable Path folder, long mostBytes) {}

  private static final List<String> ARCHIVE_NAMES = List.of(".tar", ".tar.gz", ".tgz");

  private final Unpacking unpacking;
  private final List<Shelf> shelves = new ArrayList<>();
  private final List<Path> temporary = new ArrayList<>();

  PlaceOpener(Unpacking unpacking) {
    this.unpacking = unpacking;
  }

  List<Shelf> shelves() {
    return shelves;
  }

  List<Path> temporary() {
    return temporary;
  }

  void open(Place place) {
    try {
      // The caller's own path may be a link; what lies below it may not.
      Path path = place.path().toRealPath();
      boolean folder = Files.isDirectory(path);
      if (place.kind() == Kind.LAYOUT || (folder && place.kind() == Kind.ANY && isLayout(path))) {
        layout(path);
      } else if (folder && place.kind() == Kind.ANY) {
        several(path);
      } else {
        archive(path);
      }
    } catch (IOException e) {
      throw Failures.io(place.path().toString(), e);
    }
  }

  private static boolean isLayout(Path folder) {
    return OciShelf.isLayout(new FolderFiles(folder));
  }

  private void layout(Path folder) {
    if (!isLayout(folder)) {
      throw Failures.unreadable("not-a-layout", folder);
    }
    Path name = folder.getFileName();
    shelves.add(OciShelf.open(new FolderFiles(folder), name == null ? null : name.toString()));
  }

  private void several(Path folder) throws IOException {
    int before = shelves.size();
    for (Path child : children(folder)) {
      boolean archive = isArchiveName(child);
      boolean layout = Files.isDirectory(child) && isLayout(child);
      if ((archive || layout) && Files.isSymbolicLink(child)) {
        throw Failures.unreadable("link-in-folder", child);
      }
      if (layout) {
        layout(child);
      } else if (archive && Files.isRegularFile(child, NOFOLLOW_LINKS)) {
        archive(child);
      }
    }
    if (shelves.size() == before) {
      throw Failures.unreadable("nothing-in-folder", folder);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static boolean isArchiveName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ARCHIVE_NAMES.stream().anyMatch(name::endsWith);
  }

  private void archive(Path file) throws IOException {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw Failures.unreadable("not-an-archive", file);
    }
    TarFiles files = TarFiles.open(plain(file), file.toString());
    if (OciShelf.isLayout(files)) {
      shelves.add(OciShelf.open(files, null));
    } else if (SaveShelf.isSave(files)) {
      shelves.add(SaveShelf.open(files));
    } else {
      throw Failures.unreadable("not-an-archive", file);
    }
  }

  private Path plain(Path file) throws IOException {
    if (!GzipSpool.isGzip(file)) {
      return file;
    }
    Path given = unpacking.folder();
    Path folder = given == null ? file.resolveSibling("") : given;
    Path unpacked = new GzipSpool(folder, unpacking.mostBytes()).unpack(file);
    temporary.add(unpacked);
    return unpacked;
  }
}
