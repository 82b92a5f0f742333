package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentTest {

  @TempDir Path folder;

  @Test
  void computes_the_crc_that_object_stores_compute() {
    // The check value of CRC-64/XZ: of the nine digits.
    assertThat(Fingerprint.of("123456789".getBytes(UTF_8)).crc64()).isEqualTo(0x995DC9BBDF1939FAL);
    assertThat(Fingerprint.of(new byte[0]).crc64()).isZero();
  }

  @Test
  void computes_the_same_crc_however_the_bytes_are_cut() {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    long bitByBit = bitByBit(bytes);
    for (int cut : List.of(0, 1, 7, 8, 9, 500, 1000)) {
      Fingerprint.Computation computation = new Fingerprint.Computation();
      computation.update(ByteBuffer.wrap(bytes, 0, cut));
      computation.update(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
      assertThat(computation.finish())
          .isEqualTo(new Fingerprint(bytes.length, Digest.of(bytes), bitByBit));
    }
  }

  private static long bitByBit(byte[] bytes) {
    long crc = -1;
    for (byte each : bytes) {
      crc ^= each & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xC96C5795D7870F42L;
      }
    }
    return ~crc;
  }

  @Test
  void reads_files_like_bytes() throws IOException {
    byte[] bytes = "some bytes".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("file"), bytes);
    for (Content content : List.of(Content.of(bytes), Content.read(file))) {
      assertThat(content.fingerprint()).isEqualTo(Fingerprint.of(bytes));
      assertThat(text(content.open())).isEqualTo("some bytes");
      assertThat(text(content.open(5, 3))).isEqualTo("byt");
      assertThat(text(content.open(10, 0))).isEmpty();
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> content.open(5, 6));
    }
  }

  @Test
  void refuses_what_is_no_file() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
    for (Path path : List.of(folder, link, folder.resolve("none"))) {
      HotfixException failure =
          catchThrowableOfType(HotfixException.class, () -> Content.read(path));
      assertThat(failure.code()).isEqualTo("source-unreadable");
      assertThat(failure).hasMessageContaining(path.toString());
    }
  }

  @Test
  void notices_that_a_file_is_shorter_when_it_reads_a_range() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "some bytes");
    Content content = Content.read(file);
    Files.writeString(file, "some");
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> text(content.open(2, 5)));
    assertThat(failure.code()).isEqualTo("source-changed");
  }

  @Test
  void stops_when_interrupted() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "some bytes");
    Thread.currentThread().interrupt();
    try {
      HotfixException failure =
          catchThrowableOfType(HotfixException.class, () -> Content.read(file));
      assertThat(failure.code()).isEqualTo("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static String text(ReadableByteChannel channel) throws IOException {
    try (channel) {
      return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
    }
  }
}
