package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a cache within its limit. Safe for use by several threads. */
final class CacheEviction {

  private final CacheFolder folder;
  private final CacheIndex index;
  private final long mostBytes;
  private final Map<Digest, Integer> held = new ConcurrentHashMap<>();

  private record Entry(Path file, Digest digest, long size, FileTime used) {}

  CacheEviction(CacheFolder folder, CacheIndex index, long mostBytes) {
    this.folder = folder;
    this.index = index;
    this.mostBytes = mostBytes;
  }

  void hold(Digest digest) {
    held.merge(digest, 1, Integer::sum);
  }

  void release(Digest digest) {
    held.computeIfPresent(digest, (same, times) -> times == 1 ? null : times - 1);
  }

  /** Remove what was used least recently until the limit is kept. */
  void trim() throws IOException {
    if (mostBytes == Long.MAX_VALUE) {
      return;
    }
    List<Entry> entries = entries();
    long total = entries.stream().mapToLong(Entry::size).sum();
    if (total <= mostBytes) {
      return;
    }
    boolean removed = false;
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::digest));
    for (Entry entry : entries) {
      if (total > mostBytes && !held.containsKey(entry.digest())) {
        removed |= Files.deleteIfExists(entry.file());
        total -= entry.size();
      }
    }
    if (removed) {
      index.prune();
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.blobs())) {
      for (Path file : files) {
        Entry entry = entry(file);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static @Nullable Entry entry(Path file) throws IOException {
    try {
      Digest digest = new Digest(file.getFileName().toString());
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? new Entry(file, digest, found.size(), found.lastModifiedTime())
          : null;
    } catch (NoSuchFileException | IllegalArgumentException e) {
      // Gone by now, or no entry.
      return null;
    }
  }
}
