package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredGzipTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_534, 65_535, 65_536, 131_069, 131_070, 131_071, 200_000})
  void is_gzip(int length) throws IOException {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    byte[] form = encode(content);
    assertThat(form).hasSize((int) new StoredGzip(length).size());
    assertThat(new GZIPInputStream(new ByteArrayInputStream(form)).readAllBytes())
        .isEqualTo(content);
  }

  @Test
  void tells_the_length_from_the_size() {
    for (long length = 0; length < 3 * StoredGzip.BLOCK; length += 7) {
      assertLength(length);
    }
    for (long blocks : new long[] {1, 2, 100_000, 1_000_000}) {
      for (long near = -6; near <= 6; near++) {
        assertLength(blocks * StoredGzip.BLOCK + near);
      }
    }
  }

  @Test
  void knows_sizes_that_no_content_gives() {
    long size = new StoredGzip(StoredGzip.BLOCK).size();
    for (long more = 1; more <= StoredGzip.BLOCK_HEADER; more++) {
      assertThat(StoredGzip.lengthOf(size + more)).isEmpty();
    }
    assertThat(StoredGzip.lengthOf(size + StoredGzip.BLOCK_HEADER + 1))
        .hasValue(StoredGzip.BLOCK + 1L);
    assertThat(StoredGzip.lengthOf(0)).isEmpty();
  }

  private static void assertLength(long length) {
    assertThat(StoredGzip.lengthOf(new StoredGzip(length).size())).hasValue(length);
  }

  /** Put the form together block by block, at the positions that it gives. */
  private static byte[] encode(byte[] content) {
    StoredGzip gzip = new StoredGzip(content.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(StoredGzip.header());
    int start = 0;
    do {
      assertThat(gzip.position(start)).isEqualTo(out.size());
      out.writeBytes(gzip.blockHeader(start));
      int size = Math.min(StoredGzip.BLOCK, content.length - start);
      out.write(content, start, size);
      start += size;
    } while (start < content.length);
    assertThat(gzip.trailerPosition()).isEqualTo(out.size());
    CRC32 crc = new CRC32();
    crc.update(content);
    out.writeBytes(gzip.trailer((int) crc.getValue()));
    return out.toByteArray();
  }
}
