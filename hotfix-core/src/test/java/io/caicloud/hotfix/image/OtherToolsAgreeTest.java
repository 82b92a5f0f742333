package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What skopeo makes of an image is what we make of it. */
final class OtherToolsAgreeTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");
  private static final String NAME = "harbor.caicloud.xyz/release/console-web:v1";

  private final TinyImage image =
      TinyImage.builder()
          .layer(LayerForm.GZIP, Map.of("etc/base", "base"))
          .layer(LayerForm.PLAIN, Map.of("app/main", "main"))
          .layer(LayerForm.GZIP, Map.of("etc/base", "base"))
          .build();

  @TempDir Path folder;
  private Path layout;

  @BeforeEach
  void write() throws IOException {
    Tools.require("skopeo");
    layout = OciLayoutMaker.in(folder.resolve("layout")).add(NAME, image).write();
  }

  private static ResolvedImage packed(Path path) throws IOException {
    try (ImageSource source = LocalImages.open(path)) {
      ResolvedImage resolved = source.resolve(WEB, Platform.LINUX_AMD64);
      for (Descriptor layer : resolved.layers()) {
        ImageSourceContract.read(source, resolved, layer);
      }
      return resolved;
    }
  }

  private static void copy(String from, String to) {
    Tools.run("skopeo", "copy", "--insecure-policy", from, to).succeeded();
  }

  /** Copy without turning plain layers into compressed ones. */
  private static void copyVerbatim(String from, String to) {
    Tools.run("skopeo", "copy", "--insecure-policy", "--preserve-digests", from, to).succeeded();
  }

  @Test
  void manifest_is_the_one_that_skopeo_sees() throws IOException {
    String raw =
        Tools.run("skopeo", "inspect", "--raw", "oci:" + layout + ":" + NAME).succeeded().stdout();
    assertThat(packed(layout).manifestBytes()).isEqualTo(raw.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void layouts_and_archives_by_skopeo_are_read() throws IOException {
    String from = "oci:" + layout + ":" + NAME;
    copyVerbatim(from, "oci:" + folder.resolve("console-web") + ":v1");
    copyVerbatim(from, "oci-archive:" + folder.resolve("oci.tar") + ":" + NAME);
    for (String made : new String[] {"console-web", "oci.tar"}) {
      assertThat(packed(folder.resolve(made)).manifest()).isEqualTo(image.manifest());
    }
  }

  @Test
  void save_file_by_skopeo_has_the_image_id_that_skopeo_reads_from_it() throws IOException {
    Path save = folder.resolve("save.tar");
    copy("oci:" + layout + ":" + NAME, "docker-archive:" + save + ":" + NAME);
    ResolvedImage resolved = packed(save);
    assertThat(resolved.config().digest()).isEqualTo(imageIdBySkopeo(save));
    assertThat(resolved.layers().stream().map(Descriptor::digest))
        .isEqualTo(image.layers().stream().map(layer -> layer.diffId()).toList());
  }

  @Test
  void save_files_of_both_forms_keep_their_image_id() throws IOException {
    Path old = DockerSaveMaker.oldForm().add(image, NAME).write(folder.resolve("old.tar"));
    Path now = DockerSaveMaker.newForm().add(image, NAME).write(folder.resolve("new.tar"));
    for (Path save : new Path[] {old, now}) {
      assertThat(packed(save).config().digest()).isEqualTo(image.config().digest());
      // Skopeo rewrites what it reads into its own form; only the differences must remain.
      copy("docker-archive:" + save + ":" + NAME, "docker-archive:" + save + ".copy:" + NAME);
      assertThat(packed(Path.of(save + ".copy")).layers()).isEqualTo(packed(save).layers());
    }
  }

  private static Digest imageIdBySkopeo(Path save) {
    String config =
        Tools.run("skopeo", "inspect", "--raw", "--config", "docker-archive:" + save + ":" + NAME)
            .succeeded()
            .stdout();
    return Digest.of(config.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void podman_loads_the_fixtures_with_the_same_image_id() throws IOException {
    Tools.require("podman");
    Path old = DockerSaveMaker.oldForm().add(image, NAME).write(folder.resolve("old.tar"));
    String[] podman = {
      "podman",
      "--root=" + folder.resolve("root"),
      "--runroot=" + folder.resolve("run"),
      "--storage-driver=vfs"
    };
    Tools.run(with(podman, "load", "--input", old.toString())).succeeded();
    String listed =
        Tools.run(with(podman, "images", "--no-trunc", "--format", "{{.Id}}")).succeeded().stdout();
    assertThat(listed).contains(packed(old).config().digest().hex());
  }

  private static String[] with(String[] command, String... more) {
    return Stream.of(command, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
