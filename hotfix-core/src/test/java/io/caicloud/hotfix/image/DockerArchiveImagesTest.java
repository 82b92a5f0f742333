package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.SmallDisk;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerArchiveImagesTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");
  private static final String NAME = "harbor.caicloud.xyz/release/console-web:v1";
  private static final String CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[\"%s\"]}}";

  private final TinyImage image = TinyImage.of("web");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("web.tar");
  }

  private ResolvedImage packed(Path... files) throws IOException {
    try (ImageSource source = DockerArchiveImages.open(files)) {
      ResolvedImage resolved = source.resolve(WEB, Platform.LINUX_AMD64);
      for (Descriptor layer : resolved.layers()) {
        ImageSourceContract.read(source, resolved, layer);
      }
      return resolved;
    }
  }

  private void refuse(String code, Object... facts) {
    Refusal.of(() -> packed(file()), code, facts);
    assertThat(folder.toFile().list()).containsExactly("web.tar");
  }

  /** Write a file in the old form with these parts. */
  private void write(String manifest, String configName, String config, String layer)
      throws IOException {
    Files.write(
        file(),
        new TarFixture()
            .file("layer/layer.tar", layer)
            .file(configName, config)
            .file("manifest.json", manifest)
            .ended());
  }

  private static String manifest(String config) {
    return "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer/layer.tar\"]}]"
        .formatted(config, NAME);
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(UTF_8));
  }

  @Test
  void old_and_new_form_give_the_same_layers_and_manifest_type() throws IOException {
    Path old = DockerSaveMaker.oldForm().add(image, NAME).write(folder.resolve("old.tar"));
    Path now = DockerSaveMaker.newForm().add(image, NAME).write(folder.resolve("new.tar"));
    assertThat(packed(old).layers()).isEqualTo(packed(now).layers());
    assertThat(packed(old).config()).isEqualTo(packed(now).config());
    assertThat(packed(old).manifest().mediaType()).isEqualTo(packed(now).manifest().mediaType());
    assertThat(packed(now).manifest()).isEqualTo(image.plain().manifest());
  }

  @Test
  void manifest_made_for_the_old_form_has_fixed_bytes() throws IOException {
    String config = CONFIG.formatted(digest("tar"));
    write(manifest(digest(config).hex() + ".json"), digest(config).hex() + ".json", config, "tar");
    assertThat(new String(packed(file()).manifestBytes(), UTF_8))
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
                + "\"digest\":\""
                + digest(config)
                + "\",\"size\":"
                + config.length()
                + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\","
                + "\"digest\":\""
                + digest("tar")
                + "\",\"size\":3}]}");
  }

  @Test
  void takes_several_files() throws IOException {
    Path other = DockerSaveMaker.newForm().add(image, "release/api:v1").write(file());
    Path web = DockerSaveMaker.oldForm().add(image, NAME).write(folder.resolve("b.tar"));
    assertThat(packed(other, web).config()).isEqualTo(image.config());
    assertThatThrownBy(DockerArchiveImages::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refuses_a_layer_that_is_not_the_difference_of_the_configuration() throws IOException {
    String config = CONFIG.formatted(digest("tar"));
    write(manifest("config.json"), "config.json", config, "rat");
    refuse("image-damaged", WEB, file() + ": layer/layer.tar", digest("tar"), digest("rat"));
  }

  @Test
  void refuses_a_configuration_that_is_not_what_its_name_says() throws IOException {
    String config = CONFIG.formatted(digest("tar"));
    String name = digest("other").hex() + ".json";
    write(manifest(name), name, config, "tar");
    refuse("image-damaged", WEB, file() + ": " + name, digest("other"), digest(config));
  }

  @Test
  void refuses_an_image_with_another_number_of_layers() throws IOException {
    String config = CONFIG.formatted(digest("tar"));
    String twice = manifest("c.json").replace("layer.tar\"]", "layer.tar\",\"layer/layer.tar\"]");
    write(twice, "c.json", config, "tar");
    refuse("image-damaged", WEB, file() + ": c.json", 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "absent", "layer"})
  void refuses_layers_that_are_not_there(String layer) throws IOException {
    String config = CONFIG.formatted(digest("tar"));
    write(manifest("c.json").replace("layer/layer.tar", layer), "c.json", config, "tar");
    refuse("image-damaged", WEB, file() + ": " + layer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[{}]", "[{\"Config\":1}]", "[{\"Config\":\"a\",\"RepoTags\":[1]}]"})
  void refuses_a_manifest_json_that_cannot_be_right(String manifest) throws IOException {
    write(manifest, "c.json", "{}", "tar");
    refuse("image-damaged", file() + ": manifest.json");
  }

  @Test
  void images_without_names_are_no_trouble() throws IOException {
    write("[{\"Config\":\"c.json\",\"RepoTags\":null,\"Layers\":[]}]", "c.json", "{}", "tar");
    refuse("image-missing", WEB, file());
  }

  @Test
  void refuses_a_file_without_manifest() throws IOException {
    Files.write(file(), new TarFixture().file("repositories", "{}").ended());
    refuse("image-unreadable", file(), "docker save");
    Files.writeString(file(), "no tar");
    refuse("image-damaged", file());
  }

  @Test
  void refuses_a_file_that_is_cut_off() throws IOException {
    byte[] whole = Files.readAllBytes(DockerSaveMaker.oldForm().add(image, NAME).write(file()));
    int end = whole.length;
    while (whole[end - 1] == 0) {
      end--;
    }
    for (int length = 0; length < end; length += 300) {
      Files.write(file(), Arrays.copyOf(whole, length));
      refuse("image-damaged", file());
    }
  }

  @Test
  void refuses_a_compressed_file_that_is_cut_off_or_damaged_and_leaves_nothing()
      throws IOException {
    DockerSaveMaker.oldForm().add(image, NAME).gzip().write(file());
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 5));
    refuse("image-damaged", file());
    whole[whole.length / 2] ^= 0x40;
    Files.write(file(), whole);
    refuse("image-damaged", file());
    whole[whole.length / 2] ^= 0x40;
    Files.write(file(), whole);
    assertThat(packed(file()).config()).isEqualTo(image.config());
  }

  @Test
  void refuses_a_compressed_file_that_grows_too_large_and_leaves_nothing() throws IOException {
    DockerSaveMaker.oldForm().add(image, NAME).gzip().write(file());
    LocalImages.Builder builder = LocalImages.builder().archive(file()).unpackAtMost(5000);
    Refusal.of(builder::open, "image-damaged", file(), 5000);
    assertThat(folder.toFile().list()).containsExactly("web.tar");
  }

  @Test
  void unpacks_into_the_folder_given_and_removes_it() throws IOException {
    DockerSaveMaker.oldForm().add(image, NAME).gzip().write(file());
    Path work = Files.createDirectory(folder.resolve("work"));
    try (ImageSource source = LocalImages.builder().archive(file()).unpackInto(work).open()) {
      assertThat(work.toFile().list()).hasSize(1);
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).config()).isEqualTo(image.config());
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void full_disk_while_unpacking_leaves_nothing() throws IOException {
    TinyImage large =
        TinyImage.builder().layer(LayerForm.GZIP, Map.of("zeros", "0".repeat(3_000_000))).build();
    DockerSaveMaker.oldForm().add(large, NAME).gzip().write(file());
    Path work = Files.createDirectory(folder.resolve("work"));
    try (SmallDisk disk = SmallDisk.mount(work, 1 << 20)) {
      LocalImages.Builder builder = LocalImages.builder().archive(file()).unpackInto(disk.folder());
      Refusal.of(builder::open, "image-unreadable", file(), work);
      assertThat(work).isEmptyDirectory();
    }
  }

  @Test
  void interrupt_while_unpacking_leaves_nothing() throws IOException {
    DockerSaveMaker.oldForm().add(image, NAME).gzip().write(file());
    Thread.currentThread().interrupt();
    Refusal.of(() -> DockerArchiveImages.open(file()), "interrupted", file());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.toFile().list()).containsExactly("web.tar");
  }

  @Test
  void later_failures_remove_what_was_unpacked_before() throws IOException {
    DockerSaveMaker.oldForm().add(image, NAME).gzip().write(file());
    Refusal.of(
        () -> DockerArchiveImages.open(file(), folder.resolve("absent.tar")),
        "image-unreadable",
        "absent.tar");
    assertThat(folder.toFile().list()).containsExactly("web.tar");
  }
}
