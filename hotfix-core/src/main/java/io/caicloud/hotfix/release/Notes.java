package io.caicloud.hotfix.release;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the notes of a date folder. */
final class Notes {

  /** Their name in the store. */
  static final String NAME = "README.md";

  private static final int MAX_BYTES = 1 << 20;

  private Notes() {}

  /** Read all of the file: small, a regular file, UTF-8 and not blank. */
  static Content read(Path file) {
    byte[] bytes = bytes(file);
    if (bytes.length > MAX_BYTES || isBlank(bytes)) {
      throw Texts.failure("notes-unusable", file, MAX_BYTES);
    }
    return Content.of(bytes);
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw Texts.failure("source-unreadable", file, "not a regular file");
    }
    try (InputStream input = Files.newInputStream(file, READ, NOFOLLOW_LINKS)) {
      return input.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw Texts.failure(e, "source-unreadable", file, e);
    }
  }

  /** Bytes that are no text are as good as none. */
  private static boolean isBlank(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.isBlank();
    } catch (CharacterCodingException e) {
      return true;
    }
  }
}
