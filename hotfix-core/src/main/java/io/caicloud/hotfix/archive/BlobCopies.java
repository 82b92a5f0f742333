package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.archive.Stretch.Source;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.ResolvedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Copies the blobs of a package from their source to their places, the largest first so that no
 * thread is left with a long one at the end. A blob of several images is read once.
 */
final class BlobCopies implements Callable<@Nullable Void> {

  private record Job(Source.Blob blob, List<Stretch> places) {
    long size() {
      return blob.descriptor().size();
    }
  }

  private final PackageContent content;
  private final ImageSource images;
  private final FileChannel file;
  private final WriteMonitor monitor;
  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();

  BlobCopies(PackageContent content, ImageSource images, FileChannel file, WriteMonitor monitor) {
    this.content = content;
    this.images = images;
    this.file = file;
    this.monitor = monitor;
  }

  void add(List<Stretch> stretches) {
    Map<Digest, Job> byDigest = new LinkedHashMap<>();
    for (Stretch stretch : stretches) {
      if (stretch.source() instanceof Source.Blob blob) {
        byDigest
            .computeIfAbsent(blob.descriptor().digest(), digest -> new Job(blob, new ArrayList<>()))
            .places()
            .add(stretch);
      }
    }
    byDigest.values().stream()
        .sorted(Comparator.comparingLong(Job::size).reversed())
        .forEach(jobs::add);
  }

  int size() {
    return jobs.size();
  }

  /** Copy blobs until none is left; several threads may do so at once. */
  @Override
  public @Nullable Void call() throws IOException {
    FrameWriter writer = new FrameWriter(file, monitor, FrameWriter.CHUNK);
    for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
      copy(job, writer);
    }
    return null;
  }

  private void copy(Job job, FrameWriter writer) throws IOException {
    Source.Blob blob = job.blob();
    try (BlobChannel in =
        new BlobChannel(images.open(image(blob), blob.descriptor()), blob.descriptor(), monitor)) {
      if (job.places().size() == 1) {
        writer.copy(job.places().get(0), in, job.size());
      } else {
        copyToAll(job, in, writer);
      }
      in.finish();
    }
  }

  private ResolvedImage image(Source.Blob blob) {
    int number = requireNonNull(blob.archive(), "archive").number();
    return content.images().get(number).image();
  }

  private void copyToAll(Job job, BlobChannel in, FrameWriter writer) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(FrameWriter.CHUNK);
    for (long left = job.size(); left > 0; left -= chunk.limit()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), left));
      while (chunk.hasRemaining()) {
        monitor.check();
        in.read(chunk);
      }
      for (Stretch place : job.places()) {
        chunk.rewind();
        writer.copy(place, new BufferChannel(chunk), chunk.limit());
      }
    }
  }
}
