package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages as the older tool and people made them. */
final class LegacyPackageTest {

  private static final String STEM = "compass-hotfixes-2.7.2-20181123-console-web";
  private static final String IMAGE = STEM + "/compass-hotfixes-web-v1-image.tar.gz";
  private static final String TAG = "harbor.caicloud.xyz/release/web:v1";

  @TempDir Path folder;

  @Test
  void reads_what_the_tool_made() throws IOException {
    Path file = write(tool().plain());
    try (PackageReader reader = PackageReader.open(file)) {
      assertThat(reader.form()).isEqualTo(ArchiveForm.LEGACY);
      assertThat(reader.layout()).isEqualTo(PackageLayout.TOP_FOLDER);
      assertThat(reader.manifest()).isEmpty();
      assertThat(reader.hotfixPackage()).isEmpty();
      assertThat(reader.valuesEntry()).contains(STEM + "/console-web.yaml");
      assertThat(reader.values()).asString().isEqualTo("_config: {}\n");
      assertThat(reader.list())
          .extracting(PackageEntry::name)
          .containsExactly(STEM + "/console-web.yaml", IMAGE);
      assertThat(reader.verify()).isEmpty();
      assertThat(reader.verify()).as("again").isEmpty();
    }
  }

  @Test
  void reads_compressed_ones() throws IOException {
    assertThat(verify(tool().gzip())).isEmpty();
  }

  @Test
  void reads_images_of_both_forms_compressed_or_not() throws IOException {
    TinyImage twice =
        TinyImage.builder()
            .layer(LayerForm.PLAIN, Map.of("a", "same"))
            .layer(LayerForm.PLAIN, Map.of("a", "same"))
            .build();
    for (DockerSaveMaker maker : List.of(DockerSaveMaker.oldForm(), DockerSaveMaker.newForm())) {
      byte[] image = image(maker.add(twice, TAG));
      assertThat(verify(values().file(IMAGE, image).plain())).isEmpty();
      assertThat(verify(values().file(IMAGE, TestTar.gzip(image)).plain())).isEmpty();
    }
  }

  @Test
  void says_when_the_installer_would_go_wrong() throws IOException {
    byte[] image = image(DockerSaveMaker.oldForm().add(TinyImage.of("a"), TAG, TAG + "1"));
    assertProblem(values().file(IMAGE, image), PackageRules.CONTRACT, "one tag, but has 2");
    byte[] none = image(DockerSaveMaker.oldForm().add(TinyImage.of("a")));
    assertProblem(values().file(IMAGE, none), PackageRules.CONTRACT, "one tag, but has 0");
    byte[] two =
        image(DockerSaveMaker.oldForm().add(TinyImage.of("a"), TAG).add(TinyImage.of("b"), "b:1"));
    assertProblem(values().file(IMAGE, two), PackageRules.CONTRACT, "one image, but there are 2");
    assertProblem(
        values().file(STEM + "/x/other.yml", "a: 1"),
        PackageRules.CLOSURE,
        "exactly one YAML file, but there are 2");
    assertProblem(new TestTar().file(STEM + "/README.md", "x"), PackageRules.CLOSURE, "are 0");
    assertProblem(
        values().file(STEM + "/extra.tar.gz", "no image"),
        PackageRules.DAMAGE,
        "it is no tar file");
    assertProblem(
        values().file(STEM + "/deep/x-image.tar.gz", ""), PackageRules.CONTRACT, "from folders");
    assertProblem(
        new TestTar().file("default/console/a/values.yaml", "a: 1"),
        PackageRules.CONTRACT,
        "not everything lies in the folder " + STEM);
  }

  @Test
  void says_when_an_image_is_not_whole() throws IOException {
    TinyImage tiny = TinyImage.of("a");
    byte[] image = image(DockerSaveMaker.oldForm().add(tiny, TAG));
    int layer = new String(image, StandardCharsets.ISO_8859_1).indexOf("the base of all images");
    int config = new String(image, StandardCharsets.ISO_8859_1).indexOf("diff_ids");
    for (int position : new int[] {0, 200, layer, layer + 512, config}) {
      byte[] changed = image.clone();
      changed[position] ^= 1;
      assertThat(verify(values().file(IMAGE, changed).plain()))
          .as("byte %d changed", position)
          .isNotEmpty();
    }
    byte[] cut = java.util.Arrays.copyOf(image, image.length / 2);
    assertProblem(values().file(IMAGE, cut), PackageRules.DAMAGE, "it is cut off");
    byte[] lost =
        new TestTar()
            .file("manifest.json", "[{\"Config\":\"c\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"l\"]}]")
            .file("c", "{\"rootfs\":{\"diff_ids\":[\"sha256:0\"]}}")
            .plain();
    assertProblem(values().file(IMAGE, lost), PackageRules.CLOSURE, "the layer l is not there");
    byte[] empty = new TestTar().file("a", "b").plain();
    assertProblem(values().file(IMAGE, empty), PackageRules.CLOSURE, "manifest.json");
  }

  @Test
  void refuses_values_when_there_is_not_one_file() throws IOException {
    Path file = write(new TestTar().file(STEM + "/README.md", "x").plain());
    try (PackageReader reader = PackageReader.open(file)) {
      assertThat(reader.valuesEntry()).isEmpty();
      org.assertj.core.api.Assertions.assertThatThrownBy(reader::values)
          .isInstanceOf(HotfixException.class)
          .hasMessageContaining("values file");
    }
  }

  private TestTar values() {
    return new TestTar().file(STEM + "/console-web.yaml", "_config: {}\n");
  }

  private TestTar tool() throws IOException {
    byte[] image = image(DockerSaveMaker.oldForm().add(TinyImage.of("application"), TAG));
    return new TestTar()
        .special(STEM + "/", (byte) '5', "")
        .file(STEM + "/console-web.yaml", "_config: {}\n")
        .file(IMAGE, image);
  }

  private byte[] image(DockerSaveMaker maker) throws IOException {
    Path file = maker.write(folder.resolve("image.tar"));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve(STEM + ".tar.gz"), bytes);
  }

  private List<Finding> verify(byte[] bytes) throws IOException {
    try (PackageReader reader = PackageReader.open(write(bytes))) {
      return reader.verify();
    }
  }

  private void assertProblem(TestTar tar, io.caicloud.hotfix.finding.RuleId rule, String text)
      throws IOException {
    List<Finding> findings = verify(tar.plain());
    assertThat(findings).isNotEmpty();
    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.message().toString()).contains(text);
            });
  }
}
