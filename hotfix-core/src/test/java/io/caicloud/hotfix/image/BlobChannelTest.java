package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobChannelTest {

  private static final long SETTLED = ProvenBlobs.SETTLED.toNanos();

  private final AtomicLong now = new AtomicLong();
  private final ProvenBlobs proven = new ProvenBlobs(now::get);
  private final byte[] content = new byte[2_500_000];

  @TempDir Path folder;
  private Path file;
  private Descriptor blob;

  @BeforeEach
  void write() throws IOException {
    new Random(1).nextBytes(content);
    file = Files.write(folder.resolve("blob"), content);
    blob = new Descriptor(MediaTypes.OCI_LAYER, Digest.of(content), content.length);
  }

  private BlobChannel open() {
    return BlobChannel.open(
        new BlobChannel.Subject("image", blob),
        new FolderFiles(folder).region("blob"),
        proven,
        () -> false);
  }

  /** Read the blob and return whether it was hashed. */
  private boolean readHashed() throws IOException {
    ByteBuffer all = ByteBuffer.allocateDirect(content.length + 10);
    try (BlobChannel channel = open()) {
      while (channel.read(all) >= 0) {
        assertThat(all.position()).isLessThanOrEqualTo(content.length);
      }
      byte[] bytes = new byte[all.flip().remaining()];
      all.get(bytes);
      assertThat(bytes).isEqualTo(content);
      return channel.hashes();
    }
  }

  /** Without them nothing counts as proven, so there is nothing to test. */
  private void requireTimesOfChange() throws IOException {
    if (FileStamp.of(file).changed() == null) {
      Tools.missing("this platform does not tell when an inode changed; run on a Unix file system");
    }
  }

  private void prove() throws IOException {
    requireTimesOfChange();
    readHashed();
    now.addAndGet(SETTLED);
    readHashed();
    assertThat(readHashed()).isFalse();
  }

  @Test
  void hashes_until_the_file_has_been_the_same_for_a_while() throws IOException {
    requireTimesOfChange();
    assertThat(readHashed()).isTrue();
    now.addAndGet(SETTLED - 1);
    assertThat(readHashed()).isTrue();
    assertThat(readHashed()).isTrue();
    now.addAndGet(1);
    assertThat(readHashed()).isTrue();
    assertThat(readHashed()).isFalse();
  }

  @Test
  void hashes_again_when_the_file_was_written_even_if_its_times_were_set_back() throws IOException {
    prove();
    var modified = Files.getLastModifiedTime(file);
    content[5] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, modified);
    Refusal.of(this::readHashed, "image-damaged", blob.digest(), Digest.of(content));
  }

  @Test
  void hashes_again_when_another_file_took_its_place() throws IOException {
    prove();
    Path other = Files.write(folder.resolve("other"), content);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(readHashed()).isTrue();
  }

  @Test
  void refuses_a_proven_file_that_changes_while_it_is_read() throws IOException {
    prove();
    try (BlobChannel channel = open()) {
      assertThat(channel.hashes()).isFalse();
      channel.read(ByteBuffer.allocate(100));
      Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      Refusal.of(() -> drain(channel), "image-damaged", "image", file);
    }
  }

  @Test
  void refuses_a_file_that_shrinks_while_it_is_read() throws IOException {
    try (BlobChannel channel = open()) {
      channel.read(ByteBuffer.allocate(100));
      Files.write(file, new byte[1000]);
      Refusal.of(() -> drain(channel), "image-damaged", "image", file, content.length, 1000);
    }
  }

  @Test
  void last_bytes_are_given_only_when_all_are_right() throws IOException {
    content[0] ^= 1;
    Files.write(file, content);
    try (BlobChannel channel = open()) {
      ByteBuffer all = ByteBuffer.allocate(content.length);
      Refusal.of(
          () -> {
            while (all.hasRemaining()) {
              channel.read(all);
            }
          },
          "image-damaged",
          "image",
          file,
          blob.digest(),
          Digest.of(content));
    }
  }

  @Test
  void empty_blob_is_checked_too() throws IOException {
    Files.write(file, new byte[0]);
    blob = new Descriptor(MediaTypes.OCI_LAYER, Digest.of(new byte[0]), 0);
    try (BlobChannel channel = open()) {
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    blob = new Descriptor(MediaTypes.OCI_LAYER, Digest.of(new byte[1]), 0);
    try (BlobChannel channel = open()) {
      Refusal.of(() -> channel.read(ByteBuffer.allocate(1)), "image-damaged", blob.digest());
    }
  }

  @Test
  void link_that_takes_the_place_of_a_file_is_not_followed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Region region = new Region(link, 0, 10, FileStamp.of(link), "the link");
    Refusal.of(() -> region.bytes(100), "image-unreadable", "the link");
  }

  @Test
  void every_kind_of_interrupt_keeps_the_flag_set() {
    HotfixException failure = Failures.io("some.tar", new InterruptedIOException());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo("interrupted");
  }

  private static void drain(BlobChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    while (channel.read(buffer.clear()) >= 0) {
      assertThat(buffer.position()).isPositive();
    }
  }
}
