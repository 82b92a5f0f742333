package io.caicloud.hotfix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a hotfix whose images are not what they should be. */
final class DamagedImagesTest {

  private static final String IMAGE = "[[ registry_release ]]/console-web:v3.3.2";
  private static final String NAME = "release/console-web:v3.3.2";
  private static final TinyImage CONTENT = TinyImage.of("console");

  @TempDir private Path folder;
  private ReleaseTree tree;
  private Path out;

  @BeforeEach
  void prepare() {
    tree = ReleaseTreeBuilder.in(folder.resolve("tree")).hotfix().read();
    out = folder.resolve("out");
  }

  @Test
  void an_image_that_is_right_is_packed() throws IOException {
    assertThat(build(layout(NAME, CONTENT)).isSuccessful()).isTrue();
  }

  @Test
  void refuses_an_image_that_is_not_there() throws IOException {
    refuses(layout("release/console-web:v3.3.1", CONTENT), "image-missing", "v3.3.1");
  }

  @Test
  void refuses_an_image_with_a_wrong_digest() throws IOException {
    Path layout = layout(NAME, CONTENT);
    Path blob = layer(layout);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);

    refuses(layout, "image-damaged", CONTENT.layers().get(0).digest().toString());
  }

  @Test
  void refuses_an_image_that_is_cut_off() throws IOException {
    Path layout = layout(NAME, CONTENT);
    byte[] bytes = Files.readAllBytes(layer(layout));
    Files.write(layer(layout), Arrays.copyOf(bytes, bytes.length - 1));

    refuses(layout, "image-damaged", String.valueOf(bytes.length));
  }

  @Test
  void refuses_an_image_for_another_platform() throws IOException {
    TinyImage arm = TinyImage.builder().platform(Platform.parse("linux/arm64")).build();

    refuses(layout(NAME, arm), "image-platform", "linux/arm64");
  }

  private Path layout(String name, TinyImage image) throws IOException {
    return OciLayoutMaker.in(folder.resolve("images")).add(name, image).write();
  }

  private static Path layer(Path layout) {
    return OciLayoutMaker.blob(layout, CONTENT.layers().get(0).digest());
  }

  private BatchResult build(Path layout) {
    try (ImageSource images = LocalImages.open(layout)) {
      return HotfixPackager.buildAll(tree, BuildOptions.into(out).images(images));
    }
  }

  private void refuses(Path layout, String code, String detail) {
    BatchResult result = build(layout);

    assertThat(result.isSuccessful()).isFalse();
    HotfixException failure = result.outcomes().get(0).failure().orElseThrow();
    assertThat(failure.code()).isEqualTo(code);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      assertThat(failure.message(locale)).contains(IMAGE, detail);
    }
    assertThat(out).doesNotExist();
  }
}
