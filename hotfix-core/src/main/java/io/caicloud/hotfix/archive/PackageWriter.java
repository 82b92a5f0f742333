package io.caicloud.hotfix.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.ImageSource;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    Path target = folder.path().resolve(plan.packageName());
    refuseOther(target);
    folder.requireSpace(plan);
    try (PartFile part = PartFile.create(folder.path(), plan.packageName())) {
      PackageManifest manifest =
          new PackageFile(plan, part.channel(), monitor).fill(images, options.threads());
      if (options.durable()) {
        part.channel().force(true);
      }
      place(part, target);
      if (options.durable()) {
        folder.sync();
      }
      return new HotfixPackage(target, plan.size(), manifest);
    } catch (ClosedByInterruptException e) {
      throw Texts.failure(e, "interrupted");
    } catch (IOException e) {
      throw folder.failure(plan, monitor.left(), e);
    }
  }

  private static void place(PartFile part, Path target) throws IOException {
    if (!part.place(target) && !part.sameBytes(target)) {
      throw Texts.failure("output-exists", target);
    }
  }

  /** Refuse at once what could be refused only after writing. */
  private void refuseOther(Path target) {
    try {
      if (Files.exists(target, NOFOLLOW_LINKS)
          && !(Files.isRegularFile(target, NOFOLLOW_LINKS) && Files.size(target) == plan.size())) {
        throw Texts.failure("output-exists", target);
      }
    } catch (IOException e) {
      throw Texts.failure(e, "output-unusable.write", plan.packageName(), target, Texts.reason(e));
    }
  }
}
