package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A part of an object.
 *
 * @param number its number, from 1
 * @param offset its first byte
 * @param size the number of its bytes
 * @param md5 the MD5 of its bytes in Base64, as {@code Content-MD5} has it (RFC 1864)
 */
record Part(int number, long offset, long size, String md5) {

  /** Return the parts of a content. */
  static List<Part> of(Content content, long partSize) {
    List<byte[]> md5s = content.partMd5s(partSize);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < md5s.size(); i++) {
      long offset = i * partSize;
      long size = Math.min(partSize, content.size() - offset);
      parts.add(new Part(i + 1, offset, size, base64(md5s.get(i))));
    }
    return parts;
  }

  /** Return the ETag that a service gives to a part: its MD5 in hexadecimal digits. */
  String etag() {
    return HexFormat.of().withUpperCase().formatHex(Base64.getDecoder().decode(md5));
  }

  /**
   * Tell a file that has changed from bytes that were damaged on their way.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code source-changed} if the
   *     service refused the bytes and they are no longer the same here
   */
  void refuseIfChanged(Content content, Refusal refusal, String address) {
    if (refusal.kind() == Refusal.Kind.OTHER_BYTES && !md5.equals(md5Now(content))) {
      throw Texts.failure("source-changed", address);
    }
  }

  private String md5Now(Content content) {
    try (InputStream bytes = Channels.newInputStream(content.open(offset, size))) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[64 * 1024];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return base64(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
