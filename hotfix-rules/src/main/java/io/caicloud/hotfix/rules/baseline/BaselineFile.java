package io.caicloud.hotfix.rules.baseline;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rule.KnownFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** A baseline on disk: JSON with a line for each finding, so that people can read what changes. */
final class BaselineFile {

  static final String FIRST = "{\"version\":1,\"findings\":[";
  static final String LAST = "]}";

  private static final long MAX_BYTES = 64L << 20;

  private BaselineFile() {}

  static SortedMap<KnownFinding, Integer> read(Path file) {
    String name = file.toString();
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw Texts.failure("baseline-no-file", null, name);
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw Texts.failure("baseline-too-large", null, name, MAX_BYTES);
        }
        return new BaselineLines(name).read(text(name, bytes));
      }
    } catch (IOException e) {
      throw Texts.failure("baseline-unreadable", e, name, e.getClass().getSimpleName());
    }
  }

  private static String text(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Texts.malformed(name, 1, "utf8");
    }
  }

  static void write(Path file, Map<KnownFinding, Integer> counts) {
    Path target = file.toAbsolutePath();
    requireReplaceable(target);
    Path hidden = target.resolveSibling(".hotfix-baseline-" + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(counts));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
        Files.move(
            hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(hidden);
      }
    } catch (IOException e) {
      throw Texts.failure("baseline-not-written", e, file, e.getClass().getSimpleName());
    }
  }

  /** Replace baselines only: a wrong argument must not cost anybody a file. */
  private static void requireReplaceable(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      try {
        read(target);
      } catch (HotfixException e) {
        throw Texts.failure("not-a-baseline", e, target);
      }
    }
  }

  private static byte[] bytes(Map<KnownFinding, Integer> counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      out.print(FIRST + "\n");
      int left = counts.size();
      for (Map.Entry<KnownFinding, Integer> entry : counts.entrySet()) {
        left--;
        out.print(BaselineLines.line(entry.getKey(), entry.getValue()));
        out.print(left > 0 ? ",\n" : "\n");
      }
      out.print(LAST + "\n");
    }
    return bytes.toByteArray();
  }
}
