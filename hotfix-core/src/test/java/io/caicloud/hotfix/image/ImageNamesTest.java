package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageNamesTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");

  @TempDir Path folder;

  private ResolvedImage resolve(ImageReference reference, String... names) throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(folder.resolve("console-web"));
    for (String name : names) {
      maker.add(name, TinyImage.of(name));
    }
    try (ImageSource source = OciLayoutImages.open(maker.write())) {
      return source.resolve(reference, Platform.LINUX_AMD64);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbor.caicloud.xyz/release/console-web:v1",
        "localhost:5000/a/b/release/console-web:v1",
        "release/console-web:v1",
        "docker.io/release/console-web:v1",
        "console-web:v1",
        "localhost/console-web:v1",
        "docker.io/library/console-web:v1",
        "v1",
      })
  void means(String name) throws IOException {
    assertThat(resolve(WEB, name).config()).isEqualTo(TinyImage.of(name).config());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbor.caicloud.xyz/library/console-web:v1",
        "harbor.caicloud.xyz/other/console-web:v1",
        "harbor.caicloud.xyz/console-web:v1",
        "harbor.caicloud.xyz/xrelease/console-web:v1",
        "release/console-web:v2",
        "release/my-console-web:v1",
        "release/console-web",
        "console-web",
        "v2",
        "",
        ":",
      })
  void does_not_mean(String name) {
    assertThatThrownBy(() -> resolve(WEB, name))
        .isInstanceOf(HotfixException.class)
        .extracting(e -> ((HotfixException) e).code())
        .isEqualTo("image-missing");
  }

  @Test
  void better_names_win() throws IOException {
    String[] names = {
      "v1", "console-web:v1", "release/console-web:v1", "a.b/release/console-web:v1"
    };
    for (int best = names.length; best > 0; best--) {
      String[] some = Arrays.copyOf(names, best);
      assertThat(resolve(WEB, some).config()).isEqualTo(TinyImage.of(names[best - 1]).config());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[[ registry_library ]]/busybox:1.30, harbor.caicloud.xyz/library/busybox:1.30",
    "[[ registry_library ]]/busybox:1.30, docker.io/library/busybox:1.30",
    "[[ registry_library ]]/busybox:1.30, busybox:1.30",
    "[[ registry_release ]]/a/b:v1, x.y/release/a/b:v1",
    "[[ registry_release ]]/a/b:v1, a/b:v1",
  })
  void also_means(String reference, String name) throws IOException {
    assertThat(resolve(ImageReference.parse(reference), name).config())
        .isEqualTo(TinyImage.of(name).config());
  }

  @Test
  void repository_of_two_parts_is_not_the_last_one() {
    ImageReference nested = ImageReference.parse("[[ registry_release ]]/a/console-web:v1");
    assertThatThrownBy(() -> resolve(nested, "console-web:v1", "v1"))
        .isInstanceOf(HotfixException.class);
  }

  @Test
  void project_given_comes_first() throws IOException {
    String given = "cargo-infra.caicloud.xyz/devops_release/console-web:v1";
    String usual = "harbor.caicloud.xyz/release/console-web:v1";
    Path layout =
        OciLayoutMaker.in(folder.resolve("l"))
            .add(given, TinyImage.of("given"))
            .add(usual, TinyImage.of("usual"))
            .write();
    for (String project :
        new String[] {"devops_release", "cargo-infra.caicloud.xyz/devops_release"}) {
      try (ImageSource source =
          LocalImages.builder().layout(layout).project("registry_release", project).open()) {
        assertThat(source.resolve(WEB, Platform.LINUX_AMD64).config())
            .isEqualTo(TinyImage.of("given").config());
      }
    }
    try (ImageSource source =
        LocalImages.builder().layout(layout).project("registry_library", "devops_release").open()) {
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).config())
          .isEqualTo(TinyImage.of("usual").config());
    }
    assertThatThrownBy(() -> LocalImages.builder().project("registry", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refuses_two_images_that_suit_equally_well() {
    String one = "a.b/release/console-web:v1";
    String two = "c.d/release/console-web:v1";
    Refusal.of(
        () -> resolve(WEB, one, two),
        "image-ambiguous",
        WEB,
        one,
        two,
        TinyImage.of(one).config().digest(),
        TinyImage.of(two).config().digest());
  }

  @Test
  void same_image_under_two_names_or_in_two_places_is_no_contradiction() throws IOException {
    TinyImage image = TinyImage.of("web");
    Path layout =
        OciLayoutMaker.in(folder.resolve("l"))
            .add("a.b/release/console-web:v1", image)
            .add("c.d/release/console-web:v1", image)
            .write();
    Path save =
        DockerSaveMaker.oldForm()
            .add(image, "c.d/release/console-web:v1")
            .write(folder.resolve("save.tar"));
    try (ImageSource source = LocalImages.builder().add(layout).add(save).open()) {
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).manifest()).isEqualTo(image.manifest());
    }
    try (ImageSource source = LocalImages.builder().add(save).add(layout).open()) {
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).manifest())
          .isEqualTo(image.plain().manifest());
    }
  }

  @Test
  void name_for_containerd_comes_before_the_tag() throws IOException {
    Path layout =
        OciLayoutMaker.in(folder.resolve("console-web"))
            .add("io.containerd.image.name", "a.b/release/console-web:v1", TinyImage.of("web"))
            .write();
    try (ImageSource source = OciLayoutImages.open(layout)) {
      assertThat(source.resolve(WEB, Platform.LINUX_AMD64).config())
          .isEqualTo(TinyImage.of("web").config());
    }
  }

  @Test
  void missing_image_is_told_with_the_most_similar_names() {
    Refusal.of(
        () ->
            resolve(
                WEB,
                "release/a:v1",
                "release/b:v1",
                "release/c:v1",
                "release/d:v1",
                "release/e:v1",
                "release/f:v1",
                "release/console-web:v2"),
        "image-missing",
        WEB,
        folder.resolve("console-web"),
        "release/console-web:v2, release/c:v1, release/a:v1",
        7);
  }
}
