package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OciLayoutImagesTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");
  private static final String NAME = "harbor.caicloud.xyz/release/console-web:v1";
  private static final Platform AMD64 = Platform.LINUX_AMD64;

  private final TinyImage image = TinyImage.of("web");

  @TempDir Path folder;
  private Path layout;

  @BeforeEach
  void write() throws IOException {
    layout = OciLayoutMaker.in(folder.resolve("layout")).add(NAME, image).write();
  }

  private Path blob(Digest digest) {
    return OciLayoutMaker.blob(layout, digest);
  }

  private Digest layer() {
    return image.layers().get(1).digest();
  }

  private void refuse(String code, Object... facts) {
    Refusal.of(this::packed, code, facts);
  }

  /** Resolve the image and read all its blobs. */
  private ResolvedImage packed() throws IOException {
    try (ImageSource source = OciLayoutImages.open(layout)) {
      ResolvedImage resolved = source.resolve(WEB, AMD64);
      ImageSourceContract.read(source, resolved, resolved.config());
      for (Descriptor descriptor : resolved.layers()) {
        ImageSourceContract.read(source, resolved, descriptor);
      }
      return resolved;
    }
  }

  @Test
  void gives_the_manifest_as_it_is() throws IOException {
    ResolvedImage resolved = packed();
    assertThat(resolved.manifest()).isEqualTo(image.manifest());
    assertThat(resolved.manifestBytes()).isEqualTo(image.manifestBytes());
  }

  @Test
  void takes_a_docker_manifest_as_it_is() throws IOException {
    TinyImage docker =
        TinyImage.builder()
            .dockerManifest()
            .layer(LayerForm.GZIP, Map.of("a", "b"))
            .layer(LayerForm.PLAIN, Map.of("c", "d"))
            .build();
    layout = OciLayoutMaker.in(folder.resolve("docker")).add(NAME, docker).write();
    assertThat(packed().manifest()).isEqualTo(docker.manifest());
  }

  @Test
  void refuses_a_flipped_byte_in_a_layer() throws IOException {
    Digest actual = flip(blob(layer()));
    refuse("image-damaged", WEB, blob(layer()), layer(), actual);
  }

  @Test
  void refuses_a_flipped_byte_in_the_configuration() throws IOException {
    Digest actual = flip(blob(image.config().digest()));
    refuse("image-damaged", WEB, blob(image.config().digest()), actual);
  }

  @Test
  void refuses_a_flipped_byte_in_the_manifest() throws IOException {
    Digest actual = flip(blob(image.manifest().digest()));
    refuse("image-damaged", WEB, blob(image.manifest().digest()), actual);
  }

  private static Digest flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    return Digest.of(bytes);
  }

  @Test
  void refuses_a_layer_that_is_cut_off_or_has_more_before_anything_is_read() throws IOException {
    byte[] bytes = Files.readAllBytes(blob(layer()));
    Files.write(blob(layer()), new byte[] {0}, StandardOpenOption.APPEND);
    refuse("image-damaged", WEB, blob(layer()), bytes.length, bytes.length + 1);
    Files.write(blob(layer()), Arrays.copyOf(bytes, bytes.length - 1));
    try (ImageSource source = OciLayoutImages.open(layout)) {
      Refusal.of(
          () -> source.resolve(WEB, AMD64),
          "image-damaged",
          WEB,
          blob(layer()),
          bytes.length,
          bytes.length - 1);
    }
  }

  @Test
  void refuses_a_layer_that_is_not_there() throws IOException {
    Files.delete(blob(layer()));
    refuse("image-damaged", WEB, blob(layer()));
  }

  @Test
  void refuses_a_blob_behind_a_symbolic_link() throws IOException {
    Path elsewhere = Files.move(blob(layer()), folder.resolve("elsewhere"));
    Files.createSymbolicLink(blob(layer()), elsewhere);
    refuse("image-damaged", WEB, blob(layer()));
  }

  @Test
  void refuses_blobs_in_a_linked_folder() throws IOException {
    Path elsewhere = Files.move(layout.resolve("blobs"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(layout.resolve("blobs"), elsewhere);
    refuse("image-damaged", WEB, layout.resolve("blobs"));
  }

  @Test
  void refuses_a_folder_in_place_of_a_blob() throws IOException {
    Files.delete(blob(layer()));
    Files.createDirectory(blob(layer()));
    refuse("image-damaged", WEB, blob(layer()));
  }

  @Test
  void refuses_a_folder_that_is_no_layout() throws IOException {
    Files.delete(layout.resolve("oci-layout"));
    refuse("image-unreadable", layout);
    refuse(Path.of("no-such-folder"));
  }

  private void refuse(Path missing) {
    Refusal.of(() -> OciLayoutImages.open(folder.resolve(missing)), "image-unreadable", missing);
  }

  @Test
  void refuses_a_layout_of_another_version() throws IOException {
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
    refuse("image-unsupported", layout.resolve("oci-layout"), "2.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json",
        "[]",
        "{\"manifests\":{}}",
        "{\"manifests\":[1]}",
        "{\"manifests\":[],\"manifests\":[]}",
        "{\"manifests\":[]} {}",
        "{\"manifests\":[{\"mediaType\":1,\"digest\":\"\",\"size\":1}]}",
        "{\"manifests\":[{\"mediaType\":\"a\",\"digest\":\"sha256:00\",\"size\":-1}]}",
        "{\"manifests\":[{\"mediaType\":\"a\",\"digest\":\"sha256:00\",\"size\":1.5}]}",
        "{\"manifests\":[{\"mediaType\":\"a\",\"digest\":\"x\",\"size\":99999999999999999999}]}",
        "{\"manifests\":[],\"layers\":[]}",
      })
  void refuses_an_index_that_cannot_be_right(String json) throws IOException {
    Files.writeString(layout.resolve("index.json"), json);
    refuse("image-damaged", layout.resolve("index.json"));
  }

  @Test
  void refuses_hostile_indexes_without_trouble() throws IOException {
    Files.writeString(layout.resolve("index.json"), "[".repeat(3_000_000));
    refuse("image-damaged", layout.resolve("index.json"));
    Files.writeString(layout.resolve("index.json"), "{\"manifests\":" + "[".repeat(2_000_000));
    refuse("image-damaged", layout.resolve("index.json"));
    Files.writeString(layout.resolve("index.json"), " ".repeat(ImageManifest.BUDGET + 1));
    refuse("image-damaged", layout.resolve("index.json"), ImageManifest.BUDGET + 1);
  }

  @Test
  void refuses_digests_that_are_paths() throws IOException {
    Files.writeString(
        layout.resolve("index.json"),
        Files.readString(layout.resolve("index.json"))
            .replace(image.manifest().digest().toString(), "sha256:../../../etc/passwd"));
    refuse("image-unsupported", layout.resolve("index.json"), "sha256:../../../etc/passwd");
  }

  @Test
  void refuses_a_manifest_listed_with_another_size() throws IOException {
    long size = image.manifest().size();
    Files.writeString(
        layout.resolve("index.json"),
        Files.readString(layout.resolve("index.json"))
            .replace("\"size\":" + size, "\"size\":" + (size + 1)));
    refuse("image-damaged", WEB, blob(image.manifest().digest()), size, size + 1);
  }

  @Test
  void sees_an_image_that_is_added_later() throws IOException {
    ImageReference later = ImageReference.parse("[[ registry_release ]]/api:v2");
    try (ImageSource source = OciLayoutImages.open(layout)) {
      Refusal.of(() -> source.resolve(later, AMD64), "image-missing", later, layout, NAME);
      OciLayoutMaker.in(layout).add(NAME, image).add("release/api:v2", image).write();
      assertThat(source.resolve(later, AMD64).config()).isEqualTo(image.config());
    }
  }

  @Test
  void says_so_when_no_image_has_a_name() throws IOException {
    Files.writeString(
        layout.resolve("index.json"),
        Files.readString(layout.resolve("index.json")).replace(OciLayoutMaker.REF_NAME, "other"));
    refuse("image-missing", WEB, layout);
  }

  @Test
  void text_of_a_hostile_name_is_harmless() throws IOException {
    layout =
        OciLayoutMaker.in(folder.resolve("hostile")).add("console-web:\u001b[2J", image).write();
    refuse("image-missing", "\\u001b[2J");
  }

  @Test
  void config_that_counts_other_layers_is_refused() throws IOException {
    byte[] config =
        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[]}}"
            .getBytes(UTF_8);
    Digest digest = Digest.of(config);
    Files.write(blob(digest), config);
    String manifest =
        new String(image.manifestBytes(), UTF_8)
            .replace(image.config().digest().toString(), digest.toString())
            .replace("\"size\":" + image.config().size(), "\"size\":" + config.length);
    Digest manifestDigest = Digest.of(manifest.getBytes(UTF_8));
    Files.writeString(blob(manifestDigest), manifest);
    Files.writeString(
        layout.resolve("index.json"),
        Files.readString(layout.resolve("index.json"))
            .replace(image.manifest().digest().toString(), manifestDigest.toString())
            .replace("\"size\":" + image.manifest().size(), "\"size\":" + manifest.length()));
    refuse("image-damaged", WEB, blob(digest), 0, 2);
  }
}
