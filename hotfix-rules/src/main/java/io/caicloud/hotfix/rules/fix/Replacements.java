package io.caicloud.hotfix.rules.fix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** New texts of files, written beside them until all are there. Not safe to share. */
final class Replacements implements AutoCloseable {

  private record Replacement(FileFix change, Path hidden) {}

  private final List<Replacement> prepared = new ArrayList<>();

  /**
   * Write a new text beside its file.
   *
   * @throws HotfixException with code {@code file-changed} or {@code not-written}
   */
  void prepare(FileFix change) {
    requireSame(change);
    Path file = change.file();
    Path folder = requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Path hidden = folder.resolve(".hotfix-fix-" + UUID.randomUUID() + ".part");
    prepared.add(new Replacement(change, hidden));
    try (FileChannel channel =
        FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      copyMode(file, hidden);
      ByteBuffer bytes = ByteBuffer.wrap(change.result().after().bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /**
   * Let the new texts take their places.
   *
   * @throws HotfixException with code {@code file-changed} or {@code not-written}
   */
  void place() {
    prepared.forEach(each -> requireSame(each.change));
    for (Replacement each : prepared) {
      requireSame(each.change);
      try {
        Files.move(
            each.hidden,
            each.change.file(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw notWritten(each.change.file(), e);
      }
    }
  }

  /** Remove what did not take its place. */
  @Override
  public void close() {
    for (Replacement each : prepared) {
      try {
        Files.deleteIfExists(each.hidden);
      } catch (IOException e) {
        // Its name starts with a dot, so it is no part of a tree.
      }
    }
  }

  private static void requireSame(FileFix change) {
    Path file = change.file();
    byte[] expected = change.result().before().bytes();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Arrays.equals(in.readNBytes(expected.length + 1), expected)) {
        return;
      }
    } catch (IOException e) {
      // Gone, or a link by now: changed all the same.
    }
    throw Texts.failure("file-changed", file);
  }

  private static void copyMode(Path from, Path to) throws IOException {
    PosixFileAttributeView mode =
        Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (mode != null) {
      Files.setPosixFilePermissions(to, mode.readAttributes().permissions());
    }
  }

  private static HotfixException notWritten(Path file, IOException cause) {
    return new HotfixException(
        "not-written", Texts.message("not-written", file, cause.getClass().getSimpleName()), cause);
  }
}
