package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.RegistryRequest;
import io.caicloud.hotfix.internal.registry.RegistryResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob as a registry sends them, not checked against the digest. What breaks off is
 * continued where it ended. For one thread at a time.
 */
final class RemoteBlob implements AutoCloseable {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

  /** After so many bytes a break counts as the first one. */
  private static final long PROGRESS = 1 << 20;

  private final RegistryHttp http;
  private final ImageOrigin origin;
  private final Descriptor blob;
  private @Nullable RegistryResponse answer;
  private long position;
  private long brokenAt;
  private int breaks;

  RemoteBlob(RegistryHttp http, ImageOrigin origin, Descriptor blob) {
    this.http = http;
    this.origin = origin;
    this.blob = blob;
  }

  /** Let the next read begin here. */
  void rewind(long to) {
    if (to != position) {
      close();
      position = to;
    }
  }

  /** Read until the array is full or the blob is at its end; return how many bytes. */
  int fill(byte[] piece) {
    int wanted = (int) Math.min(piece.length, blob.size() - position);
    int filled = 0;
    boolean ended = false;
    while (!ended) {
      try {
        InputStream body = opened().body();
        while (filled < wanted) {
          filled += some(body, piece, filled, wanted - filled);
        }
        if (position == blob.size()) {
          refuseMore(body);
        }
        ended = true;
      } catch (IOException e) {
        pauseAfter(e);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }
    return filled;
  }

  private int some(InputStream body, byte[] piece, int offset, int length) throws IOException {
    int count = body.read(piece, offset, length);
    if (count < 0) {
      throw new EOFException("ended after " + position + " of " + blob.size() + " bytes");
    }
    position += count;
    return count;
  }

  private RegistryResponse opened() throws IOException {
    RegistryResponse current = answer;
    if (current == null) {
      current = http.send(request());
      answer = current;
      check(current);
    }
    return current;
  }

  private RegistryRequest request() {
    RegistryRequest.Builder request =
        RegistryRequest.of("GET", origin.repository(), "blobs/" + blob.digest())
            .expect(200, 206, 404);
    return (position == 0 ? request : request.range(position)).build();
  }

  private void check(RegistryResponse current) throws IOException {
    switch (current.status()) {
      case 404 -> throw Failures.damaged("not-in-registry", origin.repository(), blob.digest());
      case 206 -> checkRange(current);
      default -> {
        long length = current.contentLength().orElse(blob.size());
        if (length != blob.size()) {
          throw Failures.damaged("wrong-size", origin.label(blob.digest()), blob.size(), length);
        }
        current.body().skipNBytes(position);
      }
    }
  }

  private void checkRange(RegistryResponse current) {
    String range = current.header("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    boolean right =
        matcher.matches()
            && Long.parseLong(matcher.group(1)) == position
            && Long.parseLong(matcher.group(2)) < blob.size()
            && (matcher.group(3).equals("*") || Long.parseLong(matcher.group(3)) == blob.size());
    if (!right) {
      throw new HotfixException(
          "registry-answer",
          Texts.message("wrong-range", origin.repository().host(), position, blob.size(), range));
    }
  }

  /** Read the end, so that the connection serves again. Breaks do not matter any more. */
  private void refuseMore(InputStream body) {
    int more;
    try {
      more = body.read();
    } catch (IOException e) {
      more = -1;
    }
    close();
    if (more >= 0) {
      throw Failures.damaged("longer", origin.label(blob.digest()), blob.size());
    }
  }

  private void pauseAfter(IOException cause) {
    RegistryResponse broken = answer;
    close();
    breaks = position - brokenAt >= PROGRESS ? 1 : breaks + 1;
    brokenAt = position;
    if (breaks >= http.attempts()) {
      throw broken == null ? Failures.io(origin.label(blob.digest()), cause) : broken.broken(cause);
    }
    http.pause(breaks);
  }

  /** End the transfer; a later read begins another one. */
  @Override
  public void close() {
    RegistryResponse current = answer;
    answer = null;
    if (current != null) {
      current.close();
    }
  }
}
