package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The bytes of a file within the budget. */
final class FileBytes {

  private final String file;
  private final byte[] bytes;
  private final long size;

  private FileBytes(String file, byte[] bytes, long size) {
    this.file = file;
    this.bytes = bytes;
    this.size = size;
  }

  /** Return bytes that somebody else may change. */
  static FileBytes of(String file, byte[] bytes) {
    boolean fits = bytes.length <= YamlDocument.MAX_BYTES;
    return new FileBytes(file, fits ? bytes.clone() : new byte[0], bytes.length);
  }

  /** Read a file without following a link. */
  static FileBytes read(Path file, String name) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw Texts.unreadable("not-a-file", name, "", null);
      }
      if (attributes.size() > YamlDocument.MAX_BYTES) {
        return new FileBytes(name, new byte[0], attributes.size());
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(YamlDocument.MAX_BYTES + 1);
        boolean fits = bytes.length <= YamlDocument.MAX_BYTES;
        return new FileBytes(name, fits ? bytes : new byte[0], bytes.length);
      }
    } catch (IOException e) {
      throw Texts.unreadable("unreadable", name, e.getClass().getSimpleName(), e);
    }
  }

  /** Return the name to show in findings. */
  String file() {
    return file;
  }

  /** Return the bytes, not a copy; none if there are more than the budget. */
  byte[] bytes() {
    return bytes;
  }

  /** Return the finding that there are more bytes than the budget. */
  Optional<Finding> tooLarge() {
    return size <= YamlDocument.MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            Finding.error(ReadingRules.SIZE, Location.of(file, TextRange.at(1, 1)))
                .message(Texts.message("size", size, YamlDocument.MAX_BYTES))
                .remedy(Texts.message("size-remedy"))
                .build());
  }

  /** Return the text, and put what is wrong with the bytes into the log. */
  Optional<SourceText> decode(FindingLog log) {
    Optional<Finding> tooLarge = tooLarge();
    if (tooLarge.isPresent()) {
      log.add(tooLarge.get());
      return Optional.empty();
    }
    Utf8.Decoded decoded = Utf8.decode(file, bytes);
    decoded.finding().ifPresent(log::add);
    return decoded.source();
  }
}
