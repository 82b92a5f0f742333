package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lies in folders after a build, and whether it should. */
final class Disk {

  private Disk() {}

  /** Return the names in a folder, sorted; none if there is no folder. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Return whether a name is that of a file that is being written. */
  static boolean isHidden(String name) {
    return name.startsWith(".") && name.endsWith(".part");
  }

  /** Return the hidden files of unfinished work in folders. */
  static List<String> unfinished(Path... folders) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path folder : folders) {
      names(folder).stream().filter(Disk::isHidden).forEach(found::add);
    }
    return found;
  }

  /** Return the SHA-256 of the files in a folder that are not hidden. */
  static SortedMap<String, Digest> digests(Path folder) throws IOException {
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (String name : names(folder)) {
      if (!isHidden(name)) {
        digests.put(name, digest(folder.resolve(name)));
      }
    }
    return digests;
  }

  private static Digest digest(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), Digest.sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Digest.finish(in.getMessageDigest());
    }
  }

  /** Check that a folder has whole and right packages only, besides hidden files. */
  static void hasRightPackagesOnly(Path folder, SortedMap<String, Digest> right)
      throws IOException {
    digests(folder).forEach((name, digest) -> assertThat(right).containsEntry(name, digest));
  }

  /** Return the folder of the entries of a cache. */
  static Path entries(Path cache) {
    return cache.resolve("blobs/sha256");
  }

  /**
   * Check that a cache, if it is there, has right entries only, besides hidden files, and that its
   * index names nothing else.
   */
  static void isSoundCache(Path cache) throws IOException {
    digests(entries(cache))
        .forEach((name, digest) -> assertThat(digest.hex()).as("cache entry").isEqualTo(name));
    Path index = cache.resolve("index.json");
    if (Files.exists(index)) {
      JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(index));
      assertThat(root.path("manifests").isArray()).as(root.toString()).isTrue();
      for (JsonNode entry : root.path("manifests")) {
        String hex = Digest.parse(entry.path("digest").asString()).hex();
        assertThat(entries(cache).resolve(hex)).as(entry.toString()).isRegularFile();
      }
    }
  }

  /** Remove a folder and all in it, if it is there. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Disk::delete);
    } catch (NoSuchFileException e) {
      // There is nothing to remove.
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
