package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source must do, whatever form the images are kept in. */
abstract class ImageSourceContract {

  static final ImageReference WEB = ImageReference.parse("[[ registry_release ]]/console-web:v1");
  static final ImageReference BASE = ImageReference.parse("[[ registry_library ]]/busybox:1.30");
  static final ImageReference ABSENT =
      ImageReference.parse("[[ registry_release ]]/console-web:v2");

  static final String WEB_NAME = "harbor.caicloud.xyz/release/console-web:v1";
  static final String BASE_NAME = "harbor.caicloud.xyz/library/busybox:1.30";

  /** The third layer is the first one again, which docker save writes as a link. */
  static final TinyImage WEB_IMAGE =
      TinyImage.builder()
          .layer(LayerForm.GZIP, Map.of("etc/base", "base\n"))
          .layer(LayerForm.PLAIN, Map.of("app/main", "x".repeat(3_000_000)))
          .layer(LayerForm.GZIP, Map.of("etc/base", "base\n"))
          .build();

  static final TinyImage BASE_IMAGE = TinyImage.of("busybox");

  @TempDir Path folder;

  /** Write both images under their names below the folder. */
  @BeforeEach
  abstract void keep() throws IOException;

  /** Open what was written. */
  abstract ImageSource source();

  @Test
  final void gives_image_id_platform_and_differences_of_the_image() throws IOException {
    try (ImageSource source = source()) {
      ResolvedImage image = source.resolve(WEB, Platform.LINUX_AMD64);
      assertThat(image.reference()).isEqualTo(WEB);
      assertThat(image.platform()).isEqualTo(Platform.LINUX_AMD64);
      assertThat(image.config().digest()).isEqualTo(WEB_IMAGE.config().digest());
      assertThat(read(source, image, image.config())).isEqualTo(WEB_IMAGE.configBytes());
      assertThat(diffIds(source, image))
          .isEqualTo(WEB_IMAGE.layers().stream().map(ImageLayer::diffId).toList());
      assertThat(image.warnings()).isEmpty();
    }
  }

  @Test
  final void gives_a_manifest_that_lists_what_it_gives() throws IOException {
    try (ImageSource source = source()) {
      ResolvedImage image = source.resolve(BASE, Platform.LINUX_AMD64);
      ImageManifest manifest =
          ImageManifest.read(image.manifestBytes(), image.manifest(), "manifest");
      assertThat(manifest.config()).isEqualTo(image.config());
      assertThat(manifest.layers()).isEqualTo(image.layers());
    }
  }

  @Test
  final void gives_the_same_manifest_every_time() throws IOException {
    Descriptor first;
    try (ImageSource source = source()) {
      first = source.resolve(WEB, Platform.LINUX_AMD64).manifest();
    }
    try (ImageSource source = source()) {
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).manifest()).isEqualTo(first);
    }
  }

  @Test
  final void reads_into_direct_buffers_and_small_ones() throws IOException {
    try (ImageSource source = source()) {
      ResolvedImage image = source.resolve(WEB, Platform.LINUX_AMD64);
      for (Descriptor layer : image.layers()) {
        byte[] expected = read(source, image, layer);
        assertThat(read(source, image, layer, ByteBuffer.allocateDirect(1 << 16)))
            .isEqualTo(expected);
        assertThat(read(source, image, layer, ByteBuffer.allocate(1000))).isEqualTo(expected);
      }
    }
  }

  @Test
  final void refuses_an_image_that_is_not_there() throws IOException {
    try (ImageSource source = source()) {
      assertThatThrownBy(() -> source.resolve(ABSENT, Platform.LINUX_AMD64))
          .isInstanceOf(HotfixException.class)
          .hasMessageContaining(ABSENT.toString())
          .hasMessageContaining("console-web:v1")
          .extracting(e -> ((HotfixException) e).code())
          .isEqualTo("image-missing");
    }
  }

  @Test
  final void refuses_an_image_for_another_platform() throws IOException {
    try (ImageSource source = source()) {
      assertThatThrownBy(() -> source.resolve(WEB, Platform.parse("linux/arm64")))
          .isInstanceOfSatisfying(
              HotfixException.class,
              e -> {
                assertThat(e.code()).isEqualTo("image-platform");
                assertThat(e.message(Locale.ENGLISH))
                    .contains(WEB.toString(), "linux/arm64", "linux/amd64");
                assertThat(e.message(Locale.CHINESE)).contains("不适用于 linux/arm64");
              });
    }
  }

  @Test
  final void refuses_blobs_of_strange_images() throws IOException {
    try (ImageSource source = source();
        ImageSource other = source()) {
      ResolvedImage image = other.resolve(WEB, Platform.LINUX_AMD64);
      assertThatThrownBy(() -> source.open(image, image.config()))
          .isInstanceOf(IllegalArgumentException.class);
      source.resolve(WEB, Platform.LINUX_AMD64);
      Descriptor strange = BASE_IMAGE.config();
      assertThatThrownBy(() -> source.open(image, strange))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  final void serves_several_threads_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ImageSource source = source()) {
      List<Callable<List<Digest>>> tasks =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      (Callable<List<Digest>>)
                          () -> diffIds(source, source.resolve(WEB, Platform.LINUX_AMD64)))
              .collect(Collectors.toList());
      List<Digest> expected = WEB_IMAGE.layers().stream().map(ImageLayer::diffId).toList();
      for (var result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  final void interrupt_stops_reading_and_stays_set() throws IOException {
    try (ImageSource source = source()) {
      ResolvedImage image = source.resolve(WEB, Platform.LINUX_AMD64);
      try (ReadableByteChannel channel = source.open(image, image.layers().get(1))) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1000)))
            .isInstanceOf(HotfixException.class)
            .hasMessageContaining(WEB.toString())
            .extracting(e -> ((HotfixException) e).code())
            .isEqualTo("interrupted");
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(read(source, image, image.layers().get(1))).isNotEmpty();
    }
  }

  @Test
  final void closed_source_gives_nothing_more_and_leaves_nothing_behind() throws IOException {
    ImageSource source = source();
    ResolvedImage image = source.resolve(WEB, Platform.LINUX_AMD64);
    ReadableByteChannel channel = source.open(image, image.layers().get(1));
    source.close();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10))).isInstanceOf(IOException.class);
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> source.resolve(WEB, Platform.LINUX_AMD64))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> source.open(image, image.config()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isDirectoryNotContaining("glob:**unpacked**");
  }

  static byte[] read(ImageSource source, ResolvedImage image, Descriptor blob) throws IOException {
    return read(source, image, blob, ByteBuffer.allocate(1 << 20));
  }

  private static byte[] read(
      ImageSource source, ResolvedImage image, Descriptor blob, ByteBuffer buffer)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ReadableByteChannel channel = source.open(image, blob)) {
      while (channel.read(buffer.clear()) >= 0) {
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        all.write(bytes);
      }
    }
    return all.toByteArray();
  }

  private static List<Digest> diffIds(ImageSource source, ResolvedImage image) throws IOException {
    List<Digest> digests = new ArrayList<>();
    for (Descriptor layer : image.layers()) {
      try (ReadableByteChannel channel = source.open(image, layer);
          InputStream raw = Channels.newInputStream(channel);
          InputStream in =
              layer.mediaType().endsWith("gzip") ? new GZIPInputStream(raw, 1 << 16) : raw) {
        digests.add(Digest.of(in.readAllBytes()));
      }
    }
    return digests;
  }
}
