package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code index.json} of a cache. Entries of other programs, and what else they wrote, stay as
 * they are.
 */
final class CacheIndex {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String MANIFESTS = "manifests";

  private final CacheFolder folder;
  private final boolean durable;

  CacheIndex(CacheFolder folder, boolean durable) {
    this.folder = folder;
    this.durable = durable;
  }

  /**
   * What a name stands for.
   *
   * @param manifest the manifest or index as the registry has it
   * @param twin the same image with an OCI manifest, for programs that look for nothing else
   */
  record Target(Descriptor manifest, @Nullable Descriptor twin) {

    List<Descriptor> all() {
      return twin == null ? List.of(manifest) : List.of(manifest, twin);
    }
  }

  /** Return what a name stands for; the first entry, if there are several. */
  Optional<ImageIndex.Entry> find(String name) {
    return entries().stream().filter(entry -> entry.names().contains(name)).findFirst();
  }

  List<ImageIndex.Entry> entries() {
    Path file = folder.file(CacheFolder.INDEX);
    try {
      return ImageIndex.read(bytes(file), file.toString()).entries();
    } catch (IOException e) {
      throw Failures.io(file.toString(), e);
    }
  }

  /** Read the file through one opening: another may take its place at any time. */
  private static byte[] bytes(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      byte[] bytes = Channels.newInputStream(channel).readNBytes(ImageManifest.BUDGET + 1);
      if (bytes.length > ImageManifest.BUDGET) {
        throw Failures.damaged("too-large", file, channel.size(), ImageManifest.BUDGET);
      }
      return bytes;
    }
  }

  /** Let a name stand for these, in this order, and for nothing else. */
  void put(String name, Target target) throws IOException {
    ArrayNode wanted = JSON.createArrayNode();
    target.all().forEach(each -> wanted.add(entry(each, name)));
    if (named(read(), name).equals(wanted)) {
      return;
    }
    change(
        index -> {
          ArrayNode kept = index.withArray(MANIFESTS);
          removeIf(kept, entry -> isNamed(entry, name));
          kept.addAll(wanted);
        });
  }

  /** Forget names whose manifests are gone. */
  void prune() throws IOException {
    change(index -> removeIf(index.withArray(MANIFESTS), entry -> !isThere(digest(entry))));
  }

  private interface Change {
    void apply(ObjectNode index);
  }

  private void change(Change change) throws IOException {
    CacheLock.run(
        folder.file(CacheFolder.LOCK),
        () -> {
          ObjectNode before = read();
          ObjectNode after = before.deepCopy();
          change.apply(after);
          if (!after.equals(before)) {
            write(JSON.writeValueAsBytes(after));
          }
        });
  }

  private void write(byte[] bytes) throws IOException {
    Path file = folder.file(CacheFolder.INDEX);
    if (bytes.length > ImageManifest.BUDGET) {
      throw Failures.damaged("too-large", file, bytes.length, ImageManifest.BUDGET);
    }
    try (PendingFile pending = PendingFile.beside(file)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        pending.channel().write(left);
      }
      if (durable) {
        pending.replace();
      } else {
        pending.replaceUnsynced();
      }
    }
  }

  private ObjectNode read() throws IOException {
    Path file = folder.file(CacheFolder.INDEX);
    JsonPart root = JsonPart.parse(bytes(file), file.toString());
    root.objects(MANIFESTS);
    return (ObjectNode) root.node();
  }

  private static ArrayNode named(ObjectNode index, String name) {
    ArrayNode found = JSON.createArrayNode();
    for (JsonNode entry : index.path(MANIFESTS)) {
      if (isNamed(entry, name)) {
        found.add(entry);
      }
    }
    return found;
  }

  private static boolean isNamed(JsonNode entry, String name) {
    return entry.path("annotations").path(REF_NAME).asString("").equals(name);
  }

  private static String digest(JsonNode entry) {
    return entry.path("digest").asString("");
  }

  /** Say of digests in other forms that they are there: they are not ours to judge. */
  private boolean isThere(String digest) {
    try {
      return Files.exists(folder.blob(Digest.parse(digest)), NOFOLLOW_LINKS);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static void removeIf(ArrayNode entries, Predicate<JsonNode> condition) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (condition.test(entries.get(i))) {
        entries.remove(i);
      }
    }
  }

  private static ObjectNode entry(Descriptor target, String name) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("mediaType", target.mediaType());
    entry.put("digest", target.digest().toString());
    entry.put("size", target.size());
    entry.putObject("annotations").put(REF_NAME, name);
    return entry;
  }
}
