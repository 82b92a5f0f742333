package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is received under a hidden name beside its place, and stays there when the process is
 * stopped. A note beside says of which object it is; bytes of another object are thrown away.
 * Whether the bytes are right is for the caller to find out before the file appears at its place.
 * Not safe to share between threads; locked against other processes.
 */
final class PartialFile implements AutoCloseable {

  private static final int MOST_NOTE = 8 * 1024;

  private final Path target;
  private final Path data;
  private final Path note;
  private final String identity;
  private FileChannel channel;

  private PartialFile(Path target, String identity) throws IOException {
    Path folder = requireNonNull(target.toAbsolutePath().getParent(), "a root is no file");
    String name = Digest.of(String.valueOf(target.getFileName()).getBytes(UTF_8)).hex();
    String stem = ".hotfix-fetch-" + name.substring(0, 32);
    this.target = target;
    this.identity = identity;
    this.data = folder.resolve(stem + ".data");
    this.note = folder.resolve(stem + ".note");
    if (Files.exists(data, NOFOLLOW_LINKS) && !Files.isRegularFile(data, NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(data.toString());
    }
    this.channel = FileChannel.open(data, CREATE, READ, WRITE, NOFOLLOW_LINKS);
  }

  /**
   * Open the file, with the bytes that are there if they are of the same object.
   *
   * @param target the place to appear at, in a folder that exists
   * @param identity what the object is known by
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code fetch-busy} if another
   *     process or thread has it open
   */
  static PartialFile open(Path target, String identity) throws IOException {
    PartialFile file = new PartialFile(target, identity);
    try {
      file.lock();
      if (!file.notedIdentity().equals(identity)) {
        file.restart();
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where the file system has no locks, two who fetch the same see it by the digest at the end. */
  private void lock() throws IOException {
    boolean ours;
    try {
      ours = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      ours = false;
    } catch (IOException e) {
      ours = true;
    }
    // Whoever held the lock before may have put the file in its place.
    if (!ours || !Files.exists(data, NOFOLLOW_LINKS)) {
      throw Texts.failure("fetch-busy", target);
    }
  }

  private String notedIdentity() throws IOException {
    try (InputStream in = Files.newInputStream(note, READ, NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MOST_NOTE), UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * Begin anew: with another file, since a process that was killed may have left this one linked to
   * its place.
   */
  void restart() throws IOException {
    Files.deleteIfExists(data);
    channel.close();
    Files.deleteIfExists(note);
    channel = FileChannel.open(data, CREATE_NEW, READ, WRITE);
    lock();
    Files.writeString(note, identity, CREATE_NEW, WRITE);
  }

  long size() throws IOException {
    return channel.size();
  }

  void append(ByteBuffer bytes) throws IOException {
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Write all to the disk and read it from the beginning. */
  Fingerprint fingerprint() throws IOException {
    channel.force(true);
    channel.position(0);
    return Fingerprint.of(channel);
  }

  /**
   * Let the file appear at its place.
   *
   * @throws FileAlreadyExistsException if there is something at the place already
   */
  void place() throws IOException {
    try {
      Files.createLink(target, data);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(data, target);
    }
    PendingFile.syncFolder(target);
    discard();
  }

  /** Forget what was received. */
  void discard() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(data);
  }

  /** Close the file; what was received stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
