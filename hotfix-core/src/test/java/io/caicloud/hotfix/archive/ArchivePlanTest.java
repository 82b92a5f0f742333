package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArchivePlanTest {

  private final TinyImages source = new TinyImages();

  @Test
  void lists_images_then_values_then_manifest() {
    ArchivePlan plan =
        ArchivePlan.of(
            Samples.content()
                .image(Samples.image(source, "web", TinyImage.of("a")))
                .image(Samples.image(source, "side", TinyImage.of("b")))
                .build());
    assertThat(plan.entries())
        .extracting(PackageEntry::name)
        .containsExactly(
            Samples.STEM + "/console-web-web-v3.3.2-image.tar.gz",
            Samples.STEM + "/console-web-side-v3.3.2-image.tar.gz",
            Samples.STEM + "/default/console/console-web/values.yaml",
            Samples.STEM + "/hotfix.json");
    assertThat(plan.entries()).allMatch(entry -> entry.offset() % 512 == 0);
  }

  @Test
  void has_no_folder_when_flat() {
    ArchivePlan plan = ArchivePlan.of(Samples.content().layout(PackageLayout.FLAT).build());
    assertThat(plan.entries())
        .extracting(PackageEntry::name)
        .containsExactly("default/console/console-web/values.yaml", "hotfix.json");
  }

  @Test
  void lays_out_layers_that_no_test_could_write() {
    long size = 3L << 40;
    long blobs = 2 * size + 100;
    ArchivePlan plan =
        ArchivePlan.of(Samples.content().image(packaged(image(size, size + 100))).build());
    assertThat(plan.size()).isBetween(blobs, (long) (blobs * 1.0003) + 16_384);
    assertThat(plan.entries().get(1).offset()).isGreaterThan(blobs);
  }

  @Test
  void refuses_a_blob_of_two_sizes() {
    ResolvedImage image = image(7, 7);
    Descriptor layer = image.layers().get(0);
    Descriptor liar = new Descriptor(layer.mediaType(), layer.digest(), 8);
    ResolvedImage twice =
        new ResolvedImage(
            image.reference(),
            image.platform(),
            image.manifest(),
            image.manifestBytes(),
            image.config(),
            List.of(layer, liar));
    PackageContent content = Samples.content().image(packaged(twice)).build();
    assertThatThrownBy(() -> ArchivePlan.of(content))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("image-damaged"))
        .hasMessageContainingAll("7", "8", layer.digest().toString());
  }

  @Test
  void refuses_two_images_of_one_name() {
    PackagedImage image = Samples.image(source, "web", TinyImage.of("a"));
    PackageContent.Builder content = Samples.content().image(image).image(image);
    assertCode("duplicate-image-name", content::build);
  }

  @Test
  void refuses_a_name_that_tells_of_another_hotfix() {
    PackageName other =
        PackageName.parse("compass-hotfixes-bug212-console-web-20181123-v3.3.2.tar.gz");
    PackageContent.Builder content =
        PackageContent.builder(other, Samples.facts())
            .values(Samples.VALUES)
            .evidence(new Evidence.Unchecked("a test"));
    assertCode("package-name-differs", content::build);
  }

  @Test
  void refuses_names_that_the_site_could_not_load() {
    ResolvedImage image = image(7, 7);
    String file = "a-image.tar.gz";
    String target = "harbor.caicloud.xyz/release/web:v1";
    for (String bad :
        List.of(
            "a.tar.gz",
            "../a-image.tar.gz",
            "a b-image.tar.gz",
            ".-image.tar.gz",
            "x".repeat(250) + "-image.tar.gz",
            "a\n-image.tar.gz")) {
      assertCode("invalid-image-name", () -> new PackagedImage(image, bad, target));
    }
    for (String bad :
        List.of(
            "web:v1",
            "harbor/web",
            "harbor/we b:v1",
            "harbor/Web:v1",
            "harbor/a/../web:v1",
            "harbor/web:v1\"",
            "harbor:1/")) {
      assertCode("invalid-image-name", () -> new PackagedImage(image, file, bad));
    }
  }

  @Test
  void needs_values_and_evidence() {
    PackageContent.Builder empty =
        PackageContent.builder(PackageName.parse(Samples.NAME), Samples.facts());
    assertThatThrownBy(empty::build).isInstanceOf(IllegalStateException.class);
  }

  private static void assertCode(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(HotfixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static PackagedImage packaged(ResolvedImage image) {
    return new PackagedImage(image, "a-image.tar.gz", "harbor.caicloud.xyz/release/web:v1");
  }

  private static ResolvedImage image(long first, long second) {
    byte[] manifest = {'{', '}'};
    return new ResolvedImage(
        ImageReference.parse("[[ registry_release ]]/web:v1"),
        Platform.LINUX_AMD64,
        new Descriptor("m", Digest.of(manifest), manifest.length),
        manifest,
        blob("config", 10),
        List.of(blob("first", first), blob("second", second)));
  }

  private static Descriptor blob(String name, long size) {
    return new Descriptor(
        "x", Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)), size);
  }
}
