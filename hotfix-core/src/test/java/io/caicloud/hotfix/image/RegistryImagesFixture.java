package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.ImageSourceContract.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.RegistryRequest;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry with two images that share a layer of three pieces, and sources for it. */
abstract class RegistryImagesFixture {

  static final ImageReference WEB = ImageReference.parse("[[ registry_release ]]/console-web:v1");
  static final ImageReference ADMIN =
      ImageReference.parse("[[ registry_release ]]/console-admin:v1");
  static final ImageLayer BASE = ImageLayer.of(LayerForm.PLAIN, Map.of("base", noise(1)));
  static final TinyImage IMAGE =
      TinyImage.builder().layer(BASE).layer(LayerForm.GZIP, Map.of("web", "web")).build();
  static final TinyImage OTHER =
      TinyImage.builder().layer(BASE).layer(LayerForm.GZIP, Map.of("admin", "admin")).build();

  @TempDir Path folder;

  final RegistryServer registry = RegistryServer.start();
  final List<Message> warnings = new CopyOnWriteArrayList<>();

  /** A text of 700 KB: three pieces of a download. */
  static String noise(int seed) {
    return new Random(seed)
        .ints(700_000, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static boolean isBase(RegistryRequest request) {
    return request.isBlob() && request.path().endsWith(BASE.digest().toString());
  }

  static boolean isConfig(RegistryRequest request) {
    return request.isBlob() && request.path().endsWith(IMAGE.config().digest().toString());
  }

  @AfterEach
  final void nothing_is_left() throws IOException {
    registry.close();
    Path cache = folder.resolve("cache/blobs/sha256");
    if (Files.isDirectory(cache)) {
      for (Path file : list(cache)) {
        assertThat(Digest.of(Files.readAllBytes(file)).hex())
            .isEqualTo(file.getFileName().toString());
      }
    }
    assertThat(list(Files.createDirectories(folder.resolve("tmp")))).isEmpty();
  }

  static List<Path> list(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.toList();
    }
  }

  RegistryImages.Builder builder() {
    try {
      Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RegistryImages.builder()
        .project(ImageReference.RELEASE, registry.host() + "/devops_release")
        .access(QuickAccess.access())
        .temporary(folder.resolve("tmp"))
        .warnings(warnings::add);
  }

  RegistryImages source(boolean cached) {
    registry.add("devops_release/console-web", "v1", IMAGE);
    registry.add("devops_release/console-admin", "v1", OTHER);
    return cached ? builder().cache(cache()).build() : builder().build();
  }

  BlobCache cache() {
    return BlobCache.builder(folder.resolve("cache")).durable(false).open();
  }

  static ResolvedImage web(ImageSource source) {
    return source.resolve(WEB, Platform.LINUX_AMD64);
  }

  static byte[] bytes(ImageLayer layer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    layer.copyTo(bytes);
    return bytes.toByteArray();
  }

  long requests(Predicate<RegistryRequest> which) {
    return registry.log().entries(which).size();
  }

  static void readAll(ImageSource source, ResolvedImage image) throws IOException {
    assertThat(Digest.of(read(source, image, image.config()))).isEqualTo(image.config().digest());
    for (Descriptor layer : image.layers()) {
      assertThat(Digest.of(read(source, image, layer))).isEqualTo(layer.digest());
    }
  }

  String name() {
    return registry.host() + "/devops_release/console-web:v1";
  }
}
