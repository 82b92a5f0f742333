package io.caicloud.hotfix.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.internal.io.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Writes packages. The same plan gives the same bytes on every machine, with any number of threads.
 *
 * <p>A package appears in its folder complete or not at all: it is written beside its place under a
 * hidden name, and put there when its last byte is on the disk. What stops the work leaves nothing
 * behind, neither the hidden file nor a folder made for it.
 */
public final class PackageWriter {

  private final ArchivePlan plan;
  private final ImageSource images;
  private final WriteOptions options;
  private final WriteMonitor monitor;

  private PackageWriter(ArchivePlan plan, ImageSource images, WriteOptions options) {
    this.plan = plan;
    this.images = images;
    this.options = options;
    this.monitor = new WriteMonitor(plan, options.progress());
  }

  /**
   * Write a package. If it is there already with the same bytes, that is success too.
   *
   * @param plan the package's layout
   * @param images where the blobs of its images come from
   * @param directory the folder to put it in, created if it is missing
   * @param options how to write it
   * @throws HotfixException with code {@code output-exists} if something else has the package's
   *     name; {@code output-unusable} if the folder is a file or cannot be written; {@code
   *     disk-full} if the package does not fit; {@code image-damaged}, {@code image-unreadable} and
   *     others if an image source failed; {@code interrupted}, with the thread's flag set, if the
   *     calling thread was interrupted
   */
  public static HotfixPackage write(
      ArchivePlan plan, ImageSource images, Path directory, WriteOptions options) {
    OutputFolder folder = OutputFolder.open(directory);
    try {
      return new PackageWriter(plan, images, options).writeInto(folder);
    } catch (RuntimeException | Error e) {
      folder.undo();
      throw e;
    }
  }

  private HotfixPackage writeInto(OutputFolder folder) {
    Path target = folder.path().resolve(plan.name().fileName());
    try {
      refuseOther(target);
      PendingFile.sweep(folder.path());
      folder.requireSpace(plan);
      try (PendingFile pending = PendingFile.beside(target)) {
        PackageManifest manifest =
            new PackageFile(plan, pending.channel(), monitor).fill(images, options.threads());
        place(pending, target);
        return new HotfixPackage(target, plan.size(), manifest);
      }
    } catch (ClosedByInterruptException e) {
      throw Texts.failure(e, "interrupted");
    } catch (IOException e) {
      throw folder.failure(plan, e);
    }
  }

  /** Refuse at once what could be refused only after writing. */
  private void refuseOther(Path target) throws IOException {
    try {
      // Asked once: between two questions another build may have put the package there.
      BasicFileAttributes there = attributes(target);
      if (!there.isRegularFile() || there.size() != plan.size()) {
        throw Texts.failure("output-exists", target);
      }
    } catch (NoSuchFileException e) {
      // The usual case.
    }
  }

  private void place(PendingFile pending, Path target) throws IOException {
    boolean placed = false;
    while (!placed) {
      try {
        if (options.durable()) {
          pending.place();
        } else {
          pending.placeUnsynced();
        }
        placed = true;
      } catch (FileAlreadyExistsException e) {
        placed = isThere(pending, target, e);
      }
    }
  }

  /** Return whether the package is there already; not if it is gone again by now. */
  private static boolean isThere(PendingFile pending, Path target, IOException refused)
      throws IOException {
    try {
      if (sameBytes(pending.channel(), target)) {
        return true;
      }
    } catch (NoSuchFileException gone) {
      return false;
    }
    throw Texts.failure(refused, "output-exists", target);
  }

  /** Compare through the channel that is open: opening the hidden file again ends its lock. */
  private static boolean sameBytes(FileChannel written, Path target) throws IOException {
    if (!attributes(target).isRegularFile()) {
      return false;
    }
    try (FileChannel other =
        FileChannel.open(target, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
      boolean same = other.size() == written.size();
      ByteBuffer left = ByteBuffer.allocateDirect(FrameWriter.CHUNK);
      ByteBuffer right = ByteBuffer.allocateDirect(FrameWriter.CHUNK);
      for (long at = 0; same && at < written.size(); at += left.limit()) {
        fill(left.clear(), written, at);
        fill(right.clear(), other, at);
        same = left.equals(right);
      }
      return same;
    }
  }

  private static BasicFileAttributes attributes(Path target) throws IOException {
    return Files.readAttributes(target, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  private static void fill(ByteBuffer buffer, FileChannel file, long position) throws IOException {
    int size = 0;
    while (buffer.hasRemaining() && size >= 0) {
      size = file.read(buffer, position + buffer.position());
    }
    buffer.flip();
  }
}
