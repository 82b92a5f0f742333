package io.caicloud.hotfix.release;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The MD5 of every part of some bytes, which object stores ask for beside each part (RFC 1864).
 * Bytes without end have one empty part. Not safe to share between threads.
 */
final class PartDigests {

  private final long partSize;
  private final MessageDigest md5 = md5();
  private final List<byte[]> finished = new ArrayList<>();
  private long left;

  PartDigests(long partSize) {
    this.partSize = partSize;
    this.left = partSize;
  }

  /** Take the remaining bytes of the buffer. */
  void update(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (left == 0) {
        finishPart();
      }
      int limit = bytes.limit();
      bytes.limit((int) Math.min(limit, bytes.position() + left));
      left -= bytes.remaining();
      md5.update(bytes);
      bytes.limit(limit);
    }
  }

  private void finishPart() {
    finished.add(md5.digest());
    left = partSize;
  }

  /** Return the digests in order; the computation is over. */
  List<byte[]> finish() {
    finishPart();
    return List.copyOf(finished);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
