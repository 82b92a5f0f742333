package io.caicloud.hotfix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What happens to hotfixes that are wrong, as the user of the packager sees it, with the real
 * rules.
 */
final class BadInputTest {

  private static final String WEB = "[[ registry_release ]]/web:v1.0.0";
  private static final String DB = "[[ registry_release ]]/db:v2.0.0";

  @TempDir private Path folder;
  private Path date;
  private Path out;
  private final TinyImages images = new TinyImages();

  @BeforeEach
  void prepare() {
    date = folder.resolve("release-hotfixes/2.7.2/20181123");
    out = folder.resolve("out");
    images.add(WEB, TinyImage.of("web"));
  }

  static Stream<ValuesExamples.Expected> examples_with_an_error() {
    return ValuesExamples.expected().stream().filter(e -> e.severity().equals("error"));
  }

  @ParameterizedTest
  @MethodSource("examples_with_an_error")
  void values_with_an_error_are_not_packed(ValuesExamples.Expected expected) throws Exception {
    hotfix("portal-web", "v3.4.2", "portal", ValuesExamples.bytes(expected.file()));

    BatchResult result = build();

    assertThat(result.isSuccessful()).isFalse();
    HotfixRejectedException refused =
        (HotfixRejectedException) result.outcomes().get(0).failure().orElseThrow();
    assertThat(refused.report().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.rule().code()).isEqualTo(expected.rule());
              assertThat(finding.location()).hasToString(path() + ":" + expected.place());
              assertThat(finding.remedy().text(Locale.CHINESE)).isNotBlank();
            });
    assertThat(out).doesNotExist();
  }

  @Test
  void a_broken_hotfix_does_not_stop_the_others() throws Exception {
    hotfix("web", "v1.0.0", "console", values("web", "v1.0.0", WEB));
    hotfix("db", "v2.0.0", "storage", values("db", "v2.0.0", DB));

    BatchPlan plan = HotfixPackager.planAll(ReleaseTree.read(date), options());
    BatchResult result = build();

    assertThat(plan.missingImages()).extracting(Object::toString).containsExactly(DB);
    assertThat(result.isSuccessful()).isFalse();
    assertThat(result.packages()).hasSize(1);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("compass-hotfixes-bug1-web-20181123-v1.0.0.tar.gz");
    }
    HotfixException failure =
        result.outcomes().stream().flatMap(o -> o.failure().stream()).findFirst().orElseThrow();
    assertThat(failure.code()).isEqualTo("image-missing");
    assertThat(failure.message(Locale.CHINESE)).contains(DB);
  }

  @Test
  void two_addons_in_one_folder_are_both_refused() throws Exception {
    hotfix("web", "v1.0.0", "console", values("web", "v1.0.0", WEB));
    Path group = date.resolve("compass-hotfixes-web-v1.0.0-fix-1/console");
    Files.write(group.resolve("db.yaml"), values("db", "v1.0.0", WEB));

    assertRefused(2, "HF202");
  }

  @Test
  void the_same_addon_twice_is_refused_twice() throws Exception {
    for (String variant : List.of("plan-a", "plan-b")) {
      Path target = date.resolve("compass-hotfixes-web-v1.0.0-fix-1").resolve(variant);
      Files.createDirectories(target.resolve("console"));
      Files.write(target.resolve("console/web.yaml"), values("web", "v1.0.0", WEB));
    }

    assertRefused(2, "HF203");
  }

  @Test
  void a_file_where_the_output_folder_should_be_is_named() throws Exception {
    hotfix("web", "v1.0.0", "console", values("web", "v1.0.0", WEB));
    Files.writeString(out, "in the way");

    BatchResult result = build();

    assertThat(result.isSuccessful()).isFalse();
    assertThat(result.outcomes().get(0).failure().orElseThrow())
        .hasMessageContaining(out.toString());
    assertThat(out).hasContent("in the way");
  }

  private void assertRefused(int number, String rule) {
    BatchResult result = build();
    assertThat(result.outcomes())
        .hasSize(number)
        .allSatisfy(
            outcome -> {
              HotfixRejectedException refused =
                  (HotfixRejectedException) outcome.failure().orElseThrow();
              assertThat(refused.report().findings())
                  .extracting(finding -> finding.rule().code())
                  .contains(rule);
            });
    assertThat(out).doesNotExist();
  }

  private String path() {
    return ReleaseTree.read(date).entries().get(0).path();
  }

  private BuildOptions options() {
    return BuildOptions.into(out).images(images).threads(2);
  }

  private BatchResult build() {
    return HotfixPackager.buildAll(ReleaseTree.read(date), options());
  }

  private void hotfix(String addon, String version, String group, byte[] values)
      throws IOException {
    Path target =
        date.resolve("compass-hotfixes-" + addon + "-" + version + "-fix-1").resolve(group);
    Files.createDirectories(target);
    Files.write(target.resolve(addon + ".yaml"), values);
  }

  private static byte[] values(String addon, String version, String image) {
    return ValuesBuilder.values().addon(addon).version(version).images(image).bytes();
  }
}
