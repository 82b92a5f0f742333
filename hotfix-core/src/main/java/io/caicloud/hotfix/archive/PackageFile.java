package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.Stretch.Source;
import io.caicloud.hotfix.image.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Fills the file of one package: blobs by many threads, then what depends on their checksums. */
final class PackageFile {

  private final ArchivePlan plan;
  private final FileChannel file;
  private final WriteMonitor monitor;
  private final Checksums checksums = new Checksums();

  PackageFile(ArchivePlan plan, FileChannel file, WriteMonitor monitor) {
    this.plan = plan;
    this.file = file;
    this.monitor = monitor;
  }

  /** Write the package; the file must be empty. */
  PackageManifest fill(ImageSource images, int threads) throws IOException {
    List<Stretch> stretches = StretchList.of(plan.skeleton());
    BlobCopies copies = new BlobCopies(plan.content(), images, file, monitor);
    copies.add(stretches);
    new Workers(Math.min(threads, copies.size()), monitor).run(copies);
    FrameWriter writer = new FrameWriter(file, monitor, FrameWriter.SMALL_CHUNK);
    write(StoredGzip.header(), 0);
    for (Stretch stretch : stretches) {
      complete(stretch, writer);
      checksums.add(stretch);
    }
    StoredGzip gzip = plan.skeleton().gzip();
    write(gzip.trailer(checksums.outer()), gzip.trailerPosition());
    return manifest();
  }

  private PackageManifest manifest() {
    return plan.skeleton()
        .manifestWith(checksums.archives().stream().map(PackageSkeleton::crc).toList());
  }

  /** Write a stretch that is not there yet. */
  private void complete(Stretch stretch, FrameWriter writer) throws IOException {
    Source source = stretch.source();
    if (source instanceof Source.Fixed fixed) {
      writer.write(stretch, fixed.bytes());
    } else if (source instanceof Source.Trailer trailer) {
      writer.write(stretch, ByteBuffer.wrap(trailer.archive().gzip().trailer(checksums.tar())));
    } else if (source instanceof Source.Manifest) {
      writer.write(stretch, ByteBuffer.wrap(manifest().bytes()));
    }
  }

  private void write(byte[] bytes, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      file.write(buffer, position + buffer.position());
    }
    monitor.add(bytes.length);
  }
}
