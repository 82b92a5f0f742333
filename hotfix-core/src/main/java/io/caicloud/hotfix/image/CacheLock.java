package io.caicloud.hotfix.image;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of all processes at a time change a cache's index. */
final class CacheLock {

  /**
   * The operating system gives a lock to a process, not to a thread, and takes it away when the
   * process closes any channel on the file. So all caches of this process take turns here first.
   */
  private static final ReentrantLock TURN = new ReentrantLock();

  /** Work on files. */
  interface Work {
    void run() throws IOException;
  }

  private CacheLock() {}

  static void run(Path lockFile, Work work) throws IOException {
    try {
      TURN.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    try (FileChannel file = FileChannel.open(lockFile, CREATE, WRITE, NOFOLLOW_LINKS)) {
      lock(file);
      work.run();
    } finally {
      TURN.unlock();
    }
  }

  /** Closing the channel ends the lock. */
  private static void lock(FileChannel file) throws IOException {
    try {
      file.lock();
    } catch (FileLockInterruptionException | ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (IOException | OverlappingFileLockException e) {
      // No locks here: an entry that two processes add at once may be lost, and comes again.
    }
  }
}
