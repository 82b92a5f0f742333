package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.security.MessageDigest;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A blob that is read from its registry once, for one reader or several. Who needs bytes that are
 * not here yet fetches them for all, so nobody waits for a reader that does not read. What was
 * fetched lies in a file, which becomes a cache entry when the digest is right; without a file only
 * the last piece is here. The last bytes are given only when all are right.
 */
final class Download implements BlobBytes {

  /** The result of a read whose bytes are gone: they were not kept. */
  static final int GONE = -2;

  private static final int PIECE = 1 << 18;

  private final RemoteBlob remote;
  private final Descriptor blob;
  private final String label;
  private final @Nullable CacheUse store;
  private final ReentrantLock turn = new ReentrantLock();
  private final byte[] piece;
  private MessageDigest sha256 = Digest.sha256();
  private @Nullable PendingFile file;
  private volatile long filed;
  private long pieceStart;
  private long fetched;
  private boolean complete;
  private volatile boolean placed;
  private volatile @Nullable HotfixException failure;

  /**
   * Start a download.
   *
   * @param store where the file becomes an entry, or null
   * @param file the file, or null
   */
  Download(
      RemoteBlob remote,
      ImageOrigin origin,
      Descriptor blob,
      @Nullable CacheUse store,
      @Nullable PendingFile file) {
    this.remote = remote;
    this.blob = blob;
    this.label = origin.label(blob.digest());
    this.store = store;
    this.file = file;
    this.piece = new byte[(int) Math.max(1, Math.min(PIECE, blob.size()))];
  }

  /** Return whether nobody should join any more: the entry is there, or will never be. */
  boolean isOver() {
    return placed || failure != null;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    PendingFile kept = file;
    if (kept != null && position < filed) {
      int count = fromFile(kept, position, target);
      if (count > 0) {
        return count;
      }
    }
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Failures.io(label, new InterruptedIOException());
    }
    try {
      return readInTurn(position, target);
    } finally {
      turn.unlock();
    }
  }

  private int readInTurn(long position, ByteBuffer target) throws IOException {
    if (position == fetched && !complete) {
      fetch();
    }
    if (position == fetched) {
      return -1;
    }
    if (position < pieceStart) {
      PendingFile kept = file;
      int count = kept == null ? 0 : fromFile(kept, position, target);
      return count > 0 ? count : GONE;
    }
    int start = (int) (position - pieceStart);
    int count = (int) Math.min(target.remaining(), fetched - position);
    target.put(piece, start, count);
    return count;
  }

  /** Read from the file; nothing if the file was given up meanwhile. */
  private int fromFile(PendingFile kept, long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    long most = Math.min(target.remaining(), filed - position);
    target.limit(target.position() + (int) Math.max(0, most));
    try {
      return kept.channel().read(target, position);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (ClosedChannelException e) {
      return 0;
    } finally {
      target.limit(limit);
    }
  }

  private void fetch() {
    HotfixException before = failure;
    if (before != null) {
      throw before;
    }
    // Of a piece that is begun and not finished nothing counts: whoever comes next fetches it.
    pieceStart = fetched;
    try {
      remote.rewind(fetched);
      int count = remote.fill(piece);
      if (fetched + count == blob.size()) {
        count = checkAll(count);
      } else {
        sha256.update(piece, 0, count);
      }
      fetched += count;
      complete = fetched == blob.size();
    } catch (HotfixException e) {
      if (!e.code().equals(Failures.INTERRUPTED)) {
        failure = e;
      }
      throw e;
    }
    keep();
  }

  /** Check the digest with the last piece. One that is the whole blob is fetched once more. */
  private int checkAll(int lastPiece) {
    int count = lastPiece;
    Digest actual = digest(count);
    if (!actual.equals(blob.digest()) && fetched == 0) {
      remote.rewind(0);
      count = remote.fill(piece);
      actual = digest(count);
    }
    if (!actual.equals(blob.digest())) {
      throw Failures.damaged("wrong-digest", label, blob.digest(), actual);
    }
    return count;
  }

  private Digest digest(int lastPiece) {
    sha256.update(piece, 0, lastPiece);
    Digest actual = Digest.finish(sha256);
    sha256 = Digest.sha256();
    return actual;
  }

  /** Write the piece to the file, and let the file appear when it is whole. */
  private void keep() {
    PendingFile kept = file;
    if (kept == null || store == null) {
      return;
    }
    boolean good = false;
    try {
      int count = (int) (fetched - pieceStart);
      ByteBuffer left = ByteBuffer.wrap(piece, 0, count);
      while (left.hasRemaining()) {
        kept.channel().write(left, pieceStart + left.position());
      }
      if (complete) {
        store.keep(blob.digest(), kept);
        placed = true;
      }
      filed = fetched;
      good = true;
    } catch (ClosedByInterruptException e) {
      throw Failures.io(label, e);
    } catch (ClosedChannelException e) {
      // Another reader was interrupted while it read the file.
    } catch (IOException e) {
      store.unwritable(e);
    } finally {
      if (!good) {
        file = null;
        filed = 0;
        close(kept);
      }
    }
  }

  private static void close(PendingFile kept) {
    try {
      kept.close();
    } catch (IOException e) {
      // The next process that opens the cache sweeps it.
    }
  }

  @Override
  public void close() {
    remote.close();
    PendingFile kept = file;
    if (kept != null) {
      close(kept);
    }
  }
}
