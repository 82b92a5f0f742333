package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BarsTest {

  @Test
  void names_each_layer_in_work_with_how_much_of_it_is_there() {
    Map<String, Long> layers = new LinkedHashMap<>();
    assertThat(Bars.inWork(layers)).isEmpty();

    layers.put("sha256:0123456789abcdef", 45L);
    layers.put("sha256:fedcba9876543210", 7L);

    assertThat(Bars.inWork(layers)).isEqualTo("01234567 45%, fedcba98 7%");
  }

  @Test
  void leaves_room_behind_the_name() {
    assertThat(Bars.label("compass-hotfixes-bug1-big-20181123-v1.0.0.tar.gz"))
        .isEqualTo("bug1-big-20181123-v~");
    assertThat(Bars.label("a/b/console.yaml")).isEqualTo("console.yaml");
  }
}
