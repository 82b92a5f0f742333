package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.BlobCacheTest.blob;
import static io.caicloud.hotfix.image.BlobCacheTest.bytes;
import static io.caicloud.hotfix.image.BlobCacheTest.put;
import static io.caicloud.hotfix.image.BlobCacheTest.read;
import static io.caicloud.hotfix.image.BlobCacheTest.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.internal.io.PendingFile;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that other processes and programs use too. */
final class SharedBlobCacheTest {

  private static final String NAME = "harbor.example:5000/release/web:v1";

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("cache");
  }

  private static Descriptor image(BlobCache cache, TinyImage image) throws IOException {
    cache.put(image.manifest(), image.manifestBytes());
    cache.put(image.config(), image.configBytes());
    for (int i = 0; i < image.layers().size(); i++) {
      ByteArrayOutputStream layer = new ByteArrayOutputStream();
      image.layers().get(i).copyTo(layer);
      Descriptor blob =
          new Descriptor("layer", image.layers().get(i).digest(), layer.toByteArray().length);
      cache.put(blob, layer.toByteArray());
    }
    return image.manifest();
  }

  @Test
  void several_processes_at_once_lose_nothing() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder().toString(),
                  "writer" + i)
              .inheritIO()
              .start());
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor()).isZero();
    }
    BlobCache cache = BlobCache.at(folder());
    for (int i = 0; i < 3; i++) {
      for (int n = 0; n < Writer.NAMES; n++) {
        assertThat(cache.named("host.example/writer" + i + "/name:" + n)).isPresent();
      }
    }
    for (int n = 0; n < Writer.NAMES; n++) {
      assertThat(read(cache, blob("shared " + n))).isEqualTo("shared " + n);
    }
    try (Stream<Path> files = Files.list(folder().resolve("blobs/sha256"))) {
      assertThat(files).hasSize(Writer.NAMES);
    }
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "blobs", "index.json", "oci-layout", CacheFolder.LOCK, CacheFolder.CLOCK);
    }
  }

  /** Puts blobs into a cache, the same in each process, and names, others in each. */
  static final class Writer {
    static final int NAMES = 40;

    public static void main(String[] arguments) throws IOException {
      BlobCache cache = BlobCache.builder(Path.of(arguments[0])).durable(false).open();
      for (int n = 0; n < NAMES; n++) {
        Descriptor blob = blob("shared " + n);
        try (PendingFile entry = cache.begin(blob.digest())) {
          entry.channel().write(ByteBuffer.wrap(bytes("shared " + n)));
          cache.keep(blob.digest(), entry);
        }
        cache.name("host.example/" + arguments[1] + "/name:" + n, target(blob));
      }
    }
  }

  @Test
  void skopeo_reads_oci_and_docker_images_by_name() throws IOException {
    Tools.require("skopeo");
    BlobCache cache = BlobCache.at(folder());
    TinyImage oci = TinyImage.of("oci");
    TinyImage docker = TinyImage.builder().dockerManifest().layer(oci.layers().get(0)).build();
    cache.name(NAME, target(image(cache, oci)));
    image(cache, docker);
    ImageManifest manifest =
        ImageManifest.read(docker.manifestBytes(), docker.manifest(), "manifest");
    byte[] twin = OciTwin.of(manifest);
    Descriptor second = new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(twin), twin.length);
    cache.put(second, twin);
    cache.name(NAME + "-docker", new CacheIndex.Target(docker.manifest(), second));

    assertThat(copied(NAME).manifest().digest()).isEqualTo(oci.manifest().digest());
    assertThat(copied(NAME + "-docker").config().digest()).isEqualTo(docker.config().digest());
    assertThat(cache.named(NAME + "-docker").orElseThrow().target()).isEqualTo(docker.manifest());
  }

  /** Let skopeo copy from the cache to a layout and read that. */
  private ResolvedImage copied(String name) {
    String folderName = "out" + name.length();
    Path out = parent.resolve(folderName);
    Tools.run(
            "skopeo",
            "--insecure-policy",
            "copy",
            "oci:" + folder() + ":" + name,
            "oci:" + out + ":release/web:v1")
        .succeeded();
    try (ImageSource copy = OciLayoutImages.open(out)) {
      return copy.resolve(
          ImageReference.parse("[[ registry_release ]]/web:v1"), Platform.LINUX_AMD64);
    }
  }

  @Test
  void gives_what_skopeo_wrote() throws IOException {
    Tools.require("skopeo");
    BlobCache cache = BlobCache.at(folder());
    Descriptor mine = put(cache, "mine");
    cache.name("host.example/p/mine:v1", target(mine));
    TinyImage image = TinyImage.of("by skopeo");
    Path layout = OciLayoutMaker.in(parent.resolve("layout")).add("web:v1", image).write();
    Tools.run(
            "skopeo",
            "--insecure-policy",
            "copy",
            "oci:" + layout + ":web:v1",
            "oci:" + folder() + ":" + NAME)
        .succeeded();
    assertThat(cache.named(NAME).orElseThrow().target().digest())
        .isEqualTo(image.manifest().digest());
    assertThat(cache.bytes(image.config(), 1 << 20)).isEqualTo(image.configBytes());
    assertThat(cache.named("host.example/p/mine:v1").orElseThrow().target()).isEqualTo(mine);
  }
}
