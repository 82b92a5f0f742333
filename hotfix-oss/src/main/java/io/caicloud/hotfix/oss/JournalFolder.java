package io.caicloud.hotfix.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journals of one store's uploads: a small JSON file for each, which appears whole or not at
 * all. Whoever cannot read or write one uploads without. Safe to share between threads and
 * processes.
 */
final class JournalFolder {

  private static final int VERSION = 1;
  private static final int MOST_BYTES = 64 * 1024;

  private final Path folder;
  private final JsonMapper json = JsonMapper.builder().build();

  JournalFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Return what was written down of uploads of an object.
   *
   * @throws IOException if there is something that cannot be read, or is no journal of the object
   */
  Optional<Journal> find(Journal wanted) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file(wanted), READ, NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MOST_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Journal found = parse(bytes);
    if (!found.isAt(wanted)) {
      throw new IOException("a journal of " + found.name());
    }
    return Optional.of(found);
  }

  private Journal parse(byte[] bytes) throws IOException {
    try {
      JsonNode node = json.readTree(bytes);
      if (node.path("version").asInt(0) != VERSION) {
        throw new IOException("no journal of version " + VERSION);
      }
      return new Journal(
          text(node, "endpoint"),
          text(node, "bucket"),
          text(node, "name"),
          text(node, "uploadId"),
          node.required("partSize").longValue(),
          node.required("size").longValue(),
          Digest.parse(text(node, "sha256")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("no journal", e);
    }
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).stringValue();
  }

  /** Write a journal, in place of one of the same object. */
  void write(Journal journal) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", VERSION);
    fields.put("endpoint", journal.endpoint());
    fields.put("bucket", journal.bucket());
    fields.put("name", journal.name());
    fields.put("uploadId", journal.uploadId());
    fields.put("partSize", journal.partSize());
    fields.put("size", journal.size());
    fields.put("sha256", journal.sha256().toString());
    Files.createDirectories(folder);
    Path target = file(journal);
    Path beside = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(beside, CREATE_NEW, WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(fields));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Remove the journal of an object. */
  void remove(Journal journal) throws IOException {
    Files.deleteIfExists(file(journal));
  }

  private Path file(Journal journal) {
    String identity = journal.endpoint() + "\n" + journal.bucket() + "\n" + journal.name();
    return folder.resolve(Digest.of(identity.getBytes(UTF_8)).hex() + ".json");
  }
}
