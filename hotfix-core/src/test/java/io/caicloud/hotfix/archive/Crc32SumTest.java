package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class Crc32SumTest {

  @Test
  void is_the_crc_of_the_whole_however_it_is_cut() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      byte[] whole = new byte[random.nextInt(5000)];
      random.nextBytes(whole);
      Crc32Sum sum = new Crc32Sum();
      int start = 0;
      while (start < whole.length) {
        int size = Math.min(whole.length - start, random.nextInt(700));
        sum.append(crc(whole, start, size), size);
        start += size;
      }
      assertThat(sum.value()).isEqualTo(crc(whole, 0, whole.length));
      assertThat(sum.length()).isEqualTo(whole.length);
    }
  }

  @Test
  void counts_pieces_beyond_two_gibibytes() {
    Crc32Sum once = new Crc32Sum();
    once.append(0x12345678, 1);
    once.append(0, 6L << 30);
    Crc32Sum often = new Crc32Sum();
    often.append(0x12345678, 1);
    for (int i = 0; i < 6; i++) {
      often.append(0, 1L << 30);
    }
    assertThat(once.value()).isEqualTo(often.value()).isNotEqualTo(0x12345678);
  }

  private static int crc(byte[] bytes, int start, int size) {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, size);
    return (int) crc.getValue();
  }
}
