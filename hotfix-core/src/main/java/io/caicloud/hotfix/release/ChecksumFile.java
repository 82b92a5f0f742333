package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code .sha256}, read as {@code sha256sum -c --strict} does: one line, about its neighbour. */
record ChecksumFile(Digest digest, Digest own, long size) {

  static final String SUFFIX = ".sha256";

  private static final int MOST_BYTES = 8 * 1024;
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");
  private static final Pattern TAGGED = Pattern.compile("SHA256 \\((.+)\\) = ([0-9a-fA-F]{64})");

  /**
   * Read the file of an object.
   *
   * @param object the {@code .sha256}
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code fetch-checksum} if it is no
   *     checksum of the object beside it
   */
  static ChecksumFile read(ReleaseStore store, StoredObject object) {
    StoreKey key = object.key();
    if (object.size() > MOST_BYTES) {
      throw Texts.failure("fetch-checksum", key);
    }
    byte[] bytes;
    try (ReadableByteChannel channel = store.open(key, 0, object.size())) {
      bytes = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw Texts.failure(e, "store-failed", key, e);
    }
    String name = key.name().substring(0, key.name().length() - SUFFIX.length());
    Digest digest = digest(bytes, name).orElseThrow(() -> Texts.failure("fetch-checksum", key));
    return new ChecksumFile(digest, Digest.of(bytes), bytes.length);
  }

  /** Return the digest of a file of that name, if the text says it and nothing else. */
  static Optional<Digest> digest(byte[] bytes, String name) {
    List<String> lines =
        new String(bytes, UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    if (lines.size() != 1) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(lines.get(0));
    if (line.matches() && line.group(2).equals(name)) {
      return Optional.of(new Digest(line.group(1).toLowerCase(Locale.ROOT)));
    }
    Matcher tagged = TAGGED.matcher(lines.get(0));
    if (tagged.matches() && tagged.group(1).equals(name)) {
      return Optional.of(new Digest(tagged.group(2).toLowerCase(Locale.ROOT)));
    }
    return Optional.empty();
  }
}
