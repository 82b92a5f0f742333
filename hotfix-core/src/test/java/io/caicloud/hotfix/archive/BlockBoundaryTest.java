package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages whose parts end near the borders of gzip blocks, read by other people's code. */
final class BlockBoundaryTest {

  private static final int BLOCK = StoredGzip.BLOCK;

  @TempDir Path folder;

  private final RawImages images = new RawImages();

  @Test
  void holds_parts_that_end_near_borders() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      int[] sizes = new int[1 + random.nextInt(4)];
      for (int i = 0; i < sizes.length; i++) {
        int border = random.nextInt(3) * BLOCK + random.nextInt(13) - 6;
        int before = random.nextInt(12) * 512;
        sizes[i] = Math.max(0, random.nextBoolean() ? border : border - before);
      }
      assertReadable(
          Samples.content()
              .image(images.image("a", sizes))
              .image(images.image("b", sizes[0], random.nextInt(2 * BLOCK)))
              .build());
    }
  }

  @Test
  void holds_archives_that_fill_blocks_exactly() throws IOException {
    // The archives' sizes step by 512, which shares no factor with the block: 65,535 steps meet
    // all.
    Set<Long> ends = new HashSet<>();
    for (int size = 60_000; size < 60_000 + 4 * 512; size += 512) {
      PackageContent content = Samples.content().image(images.image("a", size)).build();
      ends.add(ArchivePlan.of(content).size());
      assertReadable(content);
    }
    assertThat(ends).hasSize(4);
  }

  @Test
  void splits_the_header_of_an_inner_block() throws IOException {
    int first = 0;
    PackageContent content = content(first);
    while (ArchivePlan.of(content).entries().get(1).offset() < 127 * 512) {
      first += 512;
      content = content(first);
    }
    ArchivePlan plan = ArchivePlan.of(content);
    long start = plan.entries().get(1).offset();
    assertThat((start + new StoredGzip(8_000_000).position(100L * BLOCK)) % BLOCK)
        .as("the 100th header begins in the last byte of an outer block")
        .isEqualTo(BLOCK - 1);
    assertReadable(content);
  }

  private PackageContent content(int first) {
    return Samples.content()
        .image(images.image("a", first))
        .image(images.image("b", 7_000_000))
        .build();
  }

  private void assertReadable(PackageContent content) throws IOException {
    WriteOptions options = WriteOptions.defaults().withDurable(false).withThreads(2);
    HotfixPackage built = PackageWriter.write(ArchivePlan.of(content), images, folder, options);
    try (TarArchiveInputStream tar = tar(Files.newInputStream(built.path()))) {
      for (PackagedImage image : content.images()) {
        assertThat(tar.getNextEntry().getName()).endsWith(image.fileName());
        assertImage(image, tar.readAllBytes());
      }
      assertThat(tar.getNextEntry().getName()).endsWith("values.yaml");
      assertThat(tar.readAllBytes()).isEqualTo(content.values());
      assertThat(tar.getNextEntry().getName()).endsWith("hotfix.json");
      assertThat(tar.readAllBytes()).isEqualTo(built.manifest().bytes());
      assertThat(tar.getNextEntry()).isNull();
    }
    try (PackageReader reader = PackageReader.open(built.path())) {
      assertThat(reader.verify()).isEmpty();
    }
    Files.delete(built.path());
  }

  private void assertImage(PackagedImage image, byte[] archive) throws IOException {
    Set<Descriptor> blobs = new HashSet<>(image.image().layers());
    blobs.add(image.image().config());
    Set<String> seen = new HashSet<>();
    try (TarArchiveInputStream tar = tar(new ByteArrayInputStream(archive))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        assertThat(seen.add(entry.getName())).isTrue();
        byte[] bytes = tar.readAllBytes();
        for (Descriptor blob : blobs) {
          if (entry.getName().endsWith(blob.digest().hex())) {
            assertThat(bytes).isEqualTo(images.content(blob));
          }
        }
        entry = tar.getNextEntry();
      }
    }
    assertThat(seen).hasSize(4 + blobs.size()).contains("oci-layout", "index.json");
  }

  private static TarArchiveInputStream tar(InputStream file) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(file));
  }
}
