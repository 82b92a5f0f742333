package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Collects one page of a directory store. Folders sort with a slash behind their names, so that the
 * walk meets keys in order and a page needs no more memory than its own and that of the folders on
 * the way.
 */
final class DirectoryListing {

  /** The most objects on a page. */
  private static final int PAGE = 1000;

  private static final Comparator<Entry> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.name.getBytes(StandardCharsets.UTF_8), b.name.getBytes(StandardCharsets.UTF_8));

  private final String prefix;
  private final String after;
  private final List<StoredObject> objects = new ArrayList<>();
  private final List<String> unusable = new ArrayList<>();
  private String last = "";

  /** A file or folder; the name is its path below the root, of a folder with a slash behind. */
  private record Entry(String name, Path path, BasicFileAttributes attributes) {}

  private DirectoryListing(String prefix, String after) {
    this.prefix = prefix;
    this.after = after;
  }

  /**
   * Return a page.
   *
   * @param root the folder of the store
   * @param prefix what keys begin with
   * @param after the last key of the page before, or empty
   */
  static StorePage page(Path root, String prefix, String after) throws IOException {
    DirectoryListing listing = new DirectoryListing(prefix, after);
    boolean more = listing.walk(root, "");
    return more
        ? StorePage.of(listing.objects, listing.unusable, listing.last)
        : StorePage.last(listing.objects, listing.unusable);
  }

  /** Return whether the page is full and something is left. */
  private boolean walk(Path folder, String name) throws IOException {
    for (Entry entry : entries(folder, name)) {
      Texts.refuseWhenInterrupted(entry.name);
      if (entry.attributes.isDirectory()) {
        if (walk(entry.path, entry.name)) {
          return true;
        }
      } else if (isBehind(entry.name)) {
        if (objects.size() + unusable.size() == PAGE) {
          return true;
        }
        add(entry);
      }
    }
    return false;
  }

  private void add(Entry entry) {
    last = entry.name;
    try {
      if (entry.attributes.isRegularFile()) {
        objects.add(StoredObject.of(StoreKey.of(entry.name), entry.attributes.size()));
        return;
      }
    } catch (HotfixException e) {
      // Not a key: told below.
    }
    unusable.add(entry.name);
  }

  private List<Entry> entries(Path folder, String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        Entry entry = entry(path, name);
        if (entry != null && isWanted(entry)) {
          entries.add(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(BY_BYTES);
    return entries;
  }

  private static @org.jspecify.annotations.Nullable Entry entry(Path path, String folder)
      throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      String name = folder + path.getFileName();
      return new Entry(attributes.isDirectory() ? name + "/" : name, path, attributes);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean isWanted(Entry entry) {
    if (PendingFile.isHiddenName(String.valueOf(entry.path.getFileName()))) {
      return false;
    }
    return entry.name.startsWith(prefix)
        || (entry.attributes.isDirectory() && prefix.startsWith(entry.name));
  }

  private boolean isBehind(String name) {
    return Arrays.compareUnsigned(
            name.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8))
        > 0;
  }
}
