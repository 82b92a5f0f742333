package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.SampleSpecs;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HotfixSpecTest {

  private static final String IMAGE = "[[ registry_release ]]/console-web:v3.3.2";

  @Test
  void holds_what_it_was_given() {
    HotfixSpec spec = SampleSpecs.spec().image(IMAGE).image(IMAGE).build();

    assertThat(spec.product()).isEqualTo(Product.COMPASS);
    assertThat(spec.productVersion()).isEqualTo(ProductVersion.parse("2.7.2"));
    assertThat(spec.date()).isEqualTo(HotfixDate.parse("20181123"));
    assertThat(spec.desc()).isEqualTo(HotfixDesc.parse("bug211"));
    assertThat(spec.group()).isEqualTo(AddonGroup.parse("console"));
    assertThat(spec.values()).isEqualTo(Path.of("console-web.yaml"));
    assertThat(spec.images()).containsExactly(ImageReference.parse(IMAGE));
  }

  @Test
  void names_all_missing_parts_at_once() {
    HotfixException e =
        catchThrowableOfType(
            HotfixException.class, () -> HotfixSpec.builder().date("20181123").build());

    assertThat(e.code()).isEqualTo("incomplete-spec");
    assertThat(e.message(Locale.ENGLISH)).contains("lacks: productVersion, desc, group, values");
    assertThat(e.message(Locale.CHINESE)).contains("缺少：productVersion, desc, group, values");
  }

  @Test
  void refuses_a_path_without_a_file() {
    assertThat(
            catchThrowableOfType(
                    HotfixException.class, () -> SampleSpecs.spec().values(Path.of("")).build())
                .code())
        .isEqualTo("invalid-values-path");
  }

  @ParameterizedTest
  @CsvSource({
    "v2.7.2, 20181123, bug211, console, invalid-product-version",
    "2.7.2, 20181301, bug211, console, invalid-date",
    "2.7.2, 2018-11-23, bug211, console, invalid-date",
    "2.7.2, 20181123, fix-211, console, invalid-desc",
    "2.7.2, 20181123, bug211, ../console, invalid-addon-group",
  })
  void refuses_a_bad_text_at_once(
      String version, String date, String desc, String group, String code) {
    HotfixException e =
        catchThrowableOfType(
            HotfixException.class,
            () -> HotfixSpec.builder().productVersion(version).date(date).desc(desc).group(group));

    assertThat(e.code()).isEqualTo(code);
  }

  @Test
  void is_equal_when_all_parts_are() {
    HotfixSpec spec = SampleSpecs.spec().image(IMAGE).build();

    assertThat(spec.toBuilder().build()).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(spec.toBuilder().product(Product.parse("other")).build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().productVersion("2.7.3").build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().date("20181124").build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().desc("feat211").build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().group("web").build()).isNotEqualTo(spec);
    assertThat(spec.toBuilder().values(Path.of("x.yaml")).build()).isNotEqualTo(spec);
    assertThat(SampleSpecs.spec().build()).isNotEqualTo(spec);
  }

  @Test
  void prints_every_part() {
    assertThat(SampleSpecs.spec().image(IMAGE).build())
        .hasToString("compass 2.7.2 20181123 bug211 console console-web.yaml [" + IMAGE + "]");
  }
}
