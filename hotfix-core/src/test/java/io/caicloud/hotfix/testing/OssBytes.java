package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an object or a part, and what is known about them. Immutable.
 *
 * @param size their number
 * @param md5 their MD5 in upper-case hexadecimal digits, empty where it was not computed
 * @param crc64 their CRC-64/XZ
 * @param body the bytes
 * @param file where they lie, or null if in memory or nowhere
 * @param kept whether they are anywhere
 */
record OssBytes(
    long size, String md5, long crc64, AnswerBody body, @Nullable Path file, boolean kept) {

  static OssBytes discarded(long size, String md5, long crc64) {
    AnswerBody none =
        new AnswerBody(
            size,
            () -> {
              throw new IOException("the bytes were not kept");
            });
    return new OssBytes(size, md5, crc64, none, null, false);
  }

  byte[] md5Bytes() {
    return HexFormat.of().parseHex(md5);
  }

  /** Return their MD5 as the header Content-MD5 has it. */
  String md5Text() {
    return Base64.getEncoder().encodeToString(md5Bytes());
  }

  /** Return CRC-64/XZ as the header x-oss-hash-crc64ecma has it. */
  String crc64Text() {
    return Long.toUnsignedString(crc64);
  }
}
