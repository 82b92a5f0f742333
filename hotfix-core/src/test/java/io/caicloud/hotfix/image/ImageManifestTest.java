package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.TinyImage;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageManifestTest {

  private static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final TinyImage image = TinyImage.of("web");
  private final Digest layer = image.layers().get(1).digest();
  private final String json = new String(image.manifestBytes(), UTF_8);

  private static ImageManifest read(String json) {
    return ImageManifest.read(
        json.getBytes(UTF_8),
        new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(new byte[0]), 0),
        "the manifest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
      })
  void refuses_layers_that_only_their_publisher_has(String type) {
    Refusal.of(
        () -> read(json.replace(GZIP, type)), "image-unsupported", "the manifest", "sha256:");
  }

  @Test
  void refuses_layers_that_lie_elsewhere() {
    String elsewhere = json.replaceFirst("\\}\\]", ",\"urls\":[\"http://x\"]}]");
    Refusal.of(() -> read(elsewhere), "image-unsupported", "the manifest", layer);
  }

  @Test
  void refuses_layers_of_unknown_type() {
    Refusal.of(
        () -> read(json.replace(GZIP, GZIP + "+encrypted")),
        "image-unsupported",
        "the manifest",
        GZIP + "+encrypted");
  }

  @Test
  void refuses_schema_1_in_every_guise() {
    String signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    Refusal.of(
        () -> read(json.replace(MediaTypes.OCI_MANIFEST, signed)), "image-unsupported", "schema 1");
    Refusal.of(
        () -> read("{\"schemaVersion\":1,\"fsLayers\":[]}"), "image-unsupported", "schema 1");
  }

  @Test
  void refuses_what_is_no_image() {
    Refusal.of(
        () -> read(json.replace(MediaTypes.OCI_CONFIG, "application/vnd.cncf.helm.config.v1+json")),
        "image-unsupported",
        "the manifest",
        "application/vnd.cncf.helm.config.v1+json");
    Refusal.of(
        () -> read(json.replace(MediaTypes.OCI_MANIFEST, "text/plain")),
        "image-unsupported",
        "text/plain");
  }

  @Test
  void refuses_what_is_two_things_at_once() {
    Refusal.of(
        () -> read(json.replaceFirst("\\{", "{\"manifests\":[],")),
        "image-damaged",
        "the manifest");
    Refusal.of(
        () ->
            read(
                json.replace(
                    MediaTypes.OCI_MANIFEST,
                    "application/vnd.docker.distribution.manifest.v2+json")),
        "image-damaged",
        "the manifest");
  }

  @Test
  void refuses_one_blob_with_two_sizes() {
    Digest first = image.layers().get(0).digest();
    Refusal.of(
        () -> read(json.replace(layer.toString(), first.toString())),
        "image-damaged",
        first,
        image.layers().get(0).size(),
        image.layers().get(1).size());
  }

  @Test
  void refuses_sizes_beyond_reason() {
    String size = "\"size\":" + image.layers().get(1).size();
    Refusal.of(
        () -> read(json.replace(size, "\"size\":9223372036854775807")),
        "image-damaged",
        layer,
        "9223372036854775807");
  }

  @Test
  void refuses_too_many_layers() {
    String one = json.substring(json.lastIndexOf('{'), json.lastIndexOf(']'));
    Refusal.of(
        () -> read(json.replace(one, (one + ",").repeat(1000) + one)), "image-damaged", 1002);
  }

  @Test
  void warns_of_zstd_layers() {
    ImageManifest manifest =
        read(json.replace(GZIP, "application/vnd.oci.image.layer.v1.tar+zstd"));
    ResolvedImage resolved =
        new ResolvedImage(
            ImageReference.parse("[[ registry_release ]]/console-web:v1"),
            Platform.LINUX_AMD64,
            image.manifest(),
            image.manifestBytes(),
            manifest.config(),
            manifest.layers());
    assertThat(resolved.warnings()).hasSize(2);
    assertThat(resolved.warnings().get(1).text(Locale.ENGLISH))
        .contains("console-web:v1", layer.toString(), "since version 23");
    assertThat(resolved.warnings().get(1).text(Locale.CHINESE)).contains("23 版");
  }
}
