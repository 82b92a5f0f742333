package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Crc64SumTest {

  @Test
  void agrees_with_the_check_value_of_crc_64_xz() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(Long.toHexString(Crc64Sum.of(digits))).isEqualTo("995dc9bbdf1939fa");
    assertThat(Crc64Sum.of(new byte[0])).isZero();
  }

  @Test
  void joins_values_of_parts_of_any_length() {
    byte[] bytes = new byte[1000];
    new Random(7).nextBytes(bytes);
    for (int cut : new int[] {0, 1, 7, 8, 9, 500, 999, 1000}) {
      long first = Crc64Sum.of(Arrays.copyOf(bytes, cut));
      long second = Crc64Sum.of(Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(Crc64Sum.join(first, second, bytes.length - cut)).isEqualTo(Crc64Sum.of(bytes));
      Crc64Sum sum = new Crc64Sum();
      sum.add(bytes, 0, cut);
      sum.add(bytes, cut, bytes.length - cut);
      assertThat(sum.value()).isEqualTo(Crc64Sum.of(bytes));
    }
  }
}
