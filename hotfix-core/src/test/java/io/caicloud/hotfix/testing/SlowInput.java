package io.caicloud.hotfix.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** A stream that gives at most so many bytes in a second, a twentieth of that at a time. */
final class SlowInput extends FilterInputStream {

  private static final long STEP_NANOS = 50_000_000;

  private final int step;
  private final long pauseNanos;

  SlowInput(InputStream in, long bytesPerSecond) {
    super(in);
    step = (int) Math.max(1, Math.min(1 << 20, bytesPerSecond / 20));
    pauseNanos = Math.max(STEP_NANOS, 1_000_000_000L * step / Math.max(1, bytesPerSecond));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    LockSupport.parkNanos(pauseNanos);
    return super.read(buffer, offset, Math.min(count, step));
  }
}
