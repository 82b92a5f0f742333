package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.PackageTools;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs that a site uses say to our packages. */
final class PackageToolsTest {

  @TempDir Path folder;
  @TempDir Path scratch;

  private final TinyImages source = new TinyImages();

  @Test
  void tar_gzip_and_sha256sum_agree() throws IOException {
    HotfixPackage built = build(ociImage());
    PackageTools.testGzip(built.path());
    List<Path> top = PackageTools.unpack(built.path(), scratch);
    assertThat(top).containsExactly(scratch.resolve(Samples.STEM));
    assertThat(files(top.get(0)))
        .containsExactly(
            "console-web-web-v3.3.2-image.tar.gz",
            "default/console/console-web/values.yaml",
            "hotfix.json");
    assertThat(top.get(0).resolve("hotfix.json")).hasBinaryContent(built.manifest().bytes());
    PackageTools.testGzip(archive(top.get(0)));
    ManifestFile values = built.manifest().files().get(0);
    PackageTools.checkSums(top.get(0), List.of(values.sha256().hex() + "  " + values.path()));
  }

  @Test
  void sha256sum_agrees_with_every_blob() throws IOException {
    Path top = PackageTools.unpack(build(ociImage()).path(), scratch).get(0);
    Path image = Files.createDirectory(scratch.resolve("image"));
    PackageTools.unpack(archive(top), image);
    List<String> sums =
        files(image.resolve("blobs/sha256")).stream().map(hex -> hex + "  " + hex).toList();
    assertThat(sums).hasSize(4);
    PackageTools.checkSums(image.resolve("blobs/sha256"), sums);
  }

  @Test
  void tar_and_gzip_take_names_of_any_length() throws IOException {
    PackagedImage image = Samples.image(source, "web", ociImage());
    String file = "console-web-" + "x".repeat(150) + "-v3.3.2-image.tar.gz";
    PackagedImage renamed = new PackagedImage(image.image(), file, image.targetName());
    HotfixPackage built = write(Samples.content().image(renamed).build());
    PackageTools.testGzip(built.path());
    Path top = PackageTools.unpack(built.path(), scratch).get(0);
    assertThat(top.resolve(file)).hasSize(built.manifest().images().get(0).size());
    try (PackageReader reader = PackageReader.open(built.path())) {
      assertThat(reader.verify()).isEmpty();
    }
  }

  @Test
  void skopeo_keeps_the_digest() throws IOException {
    for (TinyImage image : List.of(ociImage(), dockerImage())) {
      HotfixPackage built = build(image);
      Path top = PackageTools.unpack(built.path(), scratch).get(0);
      String digest = image.manifest().digest().toString();
      assertThat(PackageTools.digestBySkopeo(archive(top))).isEqualTo(digest);
      Path copy = folder.resolve("copy");
      String from = "oci-archive:" + archive(top);
      Tools.run("skopeo", "copy", "--preserve-digests", from, "dir:" + copy).succeeded();
      assertThat(copy.resolve("manifest.json")).hasBinaryContent(image.manifestBytes());
      Files.delete(built.path());
    }
  }

  @Test
  void skopeo_copies_to_a_layout() throws IOException {
    TinyImage image = ociImage();
    Tools.require("skopeo");
    Path top = PackageTools.unpack(build(image).path(), scratch).get(0);
    Path layout = folder.resolve("layout");
    String from = "oci-archive:" + archive(top);
    Tools.run("skopeo", "copy", "--preserve-digests", from, "oci:" + layout + ":v1").succeeded();
    assertThat(layout.resolve("blobs/sha256").resolve(image.manifest().digest().hex())).exists();
    assertThat(layout.resolve("index.json"))
        .content()
        .contains(image.manifest().digest().toString());
  }

  @Test
  void podman_loads_the_image_under_its_target_name() throws IOException {
    for (TinyImage image : List.of(ociImage(), dockerImage())) {
      HotfixPackage built = build(image);
      Path top = PackageTools.unpack(built.path(), scratch).get(0);
      Path store = Files.createDirectory(scratch.resolve("store"));
      assertThat(PackageTools.loadByPodman(archive(top), store))
          .containsExactly(
              new PackageTools.Loaded(
                  image.config().digest().hex(),
                  List.of("harbor.caicloud.xyz/release/web:v3.3.2")));
      Tools.run("rm", "-r", store.toString()).succeeded();
      Files.delete(built.path());
    }
  }

  private static TinyImage ociImage() {
    return TinyImage.of("application\n");
  }

  private static TinyImage dockerImage() {
    return TinyImage.builder()
        .dockerManifest()
        .layer(LayerForm.GZIP, Map.of("etc/base", "base\n"))
        .build();
  }

  private HotfixPackage build(TinyImage image) {
    ResolvedImage resolved = Samples.image(source, "web", image).image();
    assertThat(resolved.manifest().digest()).isEqualTo(image.manifest().digest());
    return write(Samples.content().image(Samples.image(source, "web", image)).build());
  }

  private HotfixPackage write(PackageContent content) {
    return PackageWriter.write(
        ArchivePlan.of(content), source, folder, WriteOptions.defaults().withDurable(false));
  }

  private static Path archive(Path top) {
    return top.resolve("console-web-web-v3.3.2-image.tar.gz");
  }

  private static List<String> files(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> top.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
