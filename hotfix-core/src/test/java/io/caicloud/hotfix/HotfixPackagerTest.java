package io.caicloud.hotfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageNaming;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.Tools;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HotfixPackagerTest {

  private static final RuleId RULE = new RuleId("TEST001", "test");
  private static final String WEB = "[[ registry_release ]]/web:v1.0.0";
  private static final String REDIS = "[[ registry_library ]]/redis:4.0";

  @TempDir private Path folder;
  private Path out;
  private HotfixSpec spec;
  private final TinyImages images = new TinyImages();

  @BeforeEach
  void write_values() throws IOException {
    out = folder.resolve("out");
    Path values = folder.resolve("web.yaml");
    Files.write(
        values,
        ValuesBuilder.values().addon("web").version("v1.0.0").images(WEB).envImage(REDIS).bytes());
    spec =
        HotfixSpec.builder()
            .productVersion("2.7.2")
            .date("20181123")
            .desc("bug211")
            .group("console")
            .values(values)
            .build();
    images.add(WEB, TinyImage.of("web"));
    images.add(REDIS, TinyImage.of("redis"));
  }

  /** Judges by a severity that the test chooses. */
  private record Judge(boolean passes) implements RuleEngine {
    @Override
    public String name() {
      return "test 1";
    }

    @Override
    public RuleReport check(List<?> subjects, RuleInputs inputs) {
      RuleReport.Builder report =
          RuleReport.builder(name())
              .outcome(new RuleOutcome(RULE, RuleOutcome.State.RAN, subjects.size(), List.of()));
      if (!passes) {
        report.finding(
            Finding.error(RULE, Location.of("web.yaml"))
                .message(Message.of("bad", "不好"))
                .remedy(Message.of("mend it", "请修改"))
                .build());
      }
      return report.build();
    }
  }

  private BuildOptions options() {
    return BuildOptions.into(out).images(images).rules(new Judge(true)).threads(2);
  }

  @Test
  void builds_a_package_that_tar_reads() throws Exception {
    Tools.require("tar");

    HotfixPackage built = HotfixPackager.build(spec, options());

    assertThat(built.path())
        .isEqualTo(out.resolve("compass-hotfixes-bug211-web-20181123-v1.0.0.tar.gz"));
    String top = "compass-hotfixes-bug211-web-20181123-v1.0.0/";
    assertThat(Tools.run("tar", "tzf", built.path().toString()).stdout().lines())
        .filteredOn(line -> !line.endsWith("/"))
        .containsExactly(
            top + "web-web-v1.0.0-image.tar.gz",
            top + "web-redis-4.0-image.tar.gz",
            top + "default/console/web/values.yaml",
            top + "hotfix.json");
    assertThat(built.manifest().images())
        .extracting(image -> image.target())
        .containsExactlyInAnyOrder(
            "harbor.caicloud.xyz/release/web:v1.0.0", "harbor.caicloud.xyz/library/redis:4.0");
    assertThat(built.manifest().evidence()).isInstanceOf(Evidence.Checked.class);
  }

  @Test
  void plan_tells_name_and_size_and_writes_nothing() {
    PackagePlan plan = HotfixPackager.plan(spec, options());

    assertThat(out).doesNotExist();
    HotfixPackage built = HotfixPackager.build(plan, options());
    assertThat(built.path()).hasFileName(plan.name().fileName()).hasSize(plan.size());
  }

  @Test
  void options_shape_the_package() {
    HotfixPackage built =
        HotfixPackager.build(
            spec,
            options()
                .naming(PackageNaming.UNDATED)
                .target(ImageReference.RELEASE, "registry.example:5000/fixes"));

    assertThat(built.path()).hasFileName("compass-hotfixes-bug211-web-v1.0.0.tar.gz");
    assertThat(built.manifest().images())
        .extracting(image -> image.target())
        .contains("registry.example:5000/fixes/web:v1.0.0");
  }

  @Test
  void packs_images_that_only_the_spec_names() {
    images.add("[[ registry_release ]]/hidden:v2", TinyImage.of("hidden"));

    HotfixPackage built =
        HotfixPackager.build(
            spec.toBuilder().image("[[ registry_release ]]/hidden:v2").build(), options());

    assertThat(built.manifest().images())
        .extracting(image -> image.reference().repository())
        .contains("hidden");
  }

  @Test
  void refuses_what_the_rules_refuse_and_writes_nothing() {
    HotfixRejectedException refused =
        catchThrowableOfType(
            HotfixRejectedException.class,
            () -> HotfixPackager.build(spec, options().rules(new Judge(false))));

    assertThat(refused.report().findings()).hasSize(1);
    assertThat(refused.code()).isEqualTo("rejected");
    assertThat(refused.message(Locale.CHINESE)).contains("未打包").contains("web.yaml");
    assertThat(out).doesNotExist();
  }

  @Test
  void refuses_to_build_without_rules_unless_told_a_reason() {
    BuildOptions without = BuildOptions.into(out).images(images);

    assertThatThrownBy(() -> HotfixPackager.build(spec, without))
        .isInstanceOf(HotfixException.class)
        .hasMessageContaining("hotfix-rules");

    HotfixPackage built = HotfixPackager.build(spec, without.unchecked("rules are down"));
    assertThat(built.manifest().evidence()).isEqualTo(new Evidence.Unchecked("rules are down"));
  }

  @Test
  void names_all_missing_images_at_once() {
    TinyImages empty = new TinyImages();

    ImagesUnavailableException missing =
        catchThrowableOfType(
            ImagesUnavailableException.class,
            () -> HotfixPackager.build(spec, options().images(empty)));

    assertThat(missing.code()).isEqualTo("image-missing");
    assertThat(missing.images())
        .containsExactly(ImageReference.parse(REDIS), ImageReference.parse(WEB));
    assertThat(missing.message(Locale.ENGLISH)).contains(WEB).contains(REDIS);
    assertThat(missing.message(Locale.CHINESE)).contains(WEB).contains(REDIS).contains("2");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_configuration_hotfix_carries_no_image_but_says_which_the_site_needs() throws Exception {
    BuildOptions options =
        BuildOptions.into(out).rules(new Judge(true)).configOnly(AddonName.parse("web"));

    PackagePlan plan = HotfixPackager.plan(spec, options);
    HotfixPackage built = HotfixPackager.build(plan, options);

    assertThat(plan.images()).isEmpty();
    assertThat(plan.imagesAtSite())
        .containsExactly(ImageReference.parse(WEB), ImageReference.parse(REDIS));
    assertThat(built.manifest().images()).isEmpty();
    assertThat(built.manifest().imagesAtSite())
        .containsExactly(ImageReference.parse(WEB), ImageReference.parse(REDIS));
  }

  @Test
  void values_that_cannot_be_read_stop_an_unchecked_build_with_their_finding() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1\n");
    BuildOptions options = options().unchecked("test");

    assertThatThrownBy(() -> HotfixPackager.build(spec.toBuilder().values(broken).build(), options))
        .isInstanceOf(HotfixException.class)
        .hasMessageContaining("broken.yaml")
        .hasMessageContaining("HF003");
  }

  @Test
  void an_interrupt_stops_the_build_and_leaves_nothing() throws Exception {
    Thread.currentThread().interrupt();

    HotfixException stopped =
        catchThrowableOfType(HotfixException.class, () -> HotfixPackager.build(spec, options()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped.code()).isEqualTo("interrupted");
    if (Files.exists(out)) {
      try (Stream<Path> left = Files.list(out)) {
        assertThat(left).isEmpty();
      }
    }
  }
}
