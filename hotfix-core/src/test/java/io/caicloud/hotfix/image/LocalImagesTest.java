package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.DockerSaveMaker;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalImagesTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");
  private static final String NAME = "release/console-web:v1";

  @TempDir Path folder;

  private static Digest imageId(ImageSource opened) {
    try (ImageSource source = opened) {
      return source.resolve(WEB, Platform.LINUX_AMD64).config().digest();
    }
  }

  @Test
  void knows_every_kind_by_itself() throws IOException {
    TinyImage image = TinyImage.of("web");
    Path layout = OciLayoutMaker.in(folder.resolve("l")).add(NAME, image).write();
    Path old = DockerSaveMaker.oldForm().add(image, NAME).write(folder.resolve("no-suffix"));
    Path packed = DockerSaveMaker.newForm().add(image, NAME).gzip().write(folder.resolve("gz"));
    for (Path path : new Path[] {layout, old, packed}) {
      assertThat(imageId(LocalImages.open(path))).isEqualTo(image.config().digest());
    }
  }

  @Test
  void refuses_a_folder_without_images() throws IOException {
    Files.writeString(folder.resolve("README.md"), "nothing here");
    Files.createDirectory(folder.resolve("sub"));
    Refusal.of(() -> LocalImages.open(folder), "image-unreadable", folder);
    Refusal.of(() -> LocalImages.open(folder.resolve("x")), "image-unreadable", "x");
    assertThatThrownBy(() -> LocalImages.builder().open())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refuses_a_broken_file_in_a_folder_and_does_not_skip_it() throws IOException {
    DockerSaveMaker.oldForm().add(TinyImage.of("web"), NAME).write(folder.resolve("web.tar"));
    Files.writeString(folder.resolve("broken.tar"), "broken");
    Refusal.of(() -> LocalImages.open(folder), "image-damaged", folder.resolve("broken.tar"));
  }

  @Test
  void refuses_links_in_a_folder_but_takes_a_link_that_the_caller_gives() throws IOException {
    TinyImage image = TinyImage.of("web");
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path layout = OciLayoutMaker.in(folder.resolve("l")).add(NAME, image).write();
    Path link = Files.createSymbolicLink(inner.resolve("link"), layout);
    assertThat(imageId(LocalImages.open(link))).isEqualTo(image.config().digest());
    Refusal.of(() -> LocalImages.open(inner), "image-unreadable", link);
  }

  @Test
  void refuses_different_images_in_several_files_of_a_folder() throws IOException {
    DockerSaveMaker.oldForm().add(TinyImage.of("a"), NAME).write(folder.resolve("a.tar"));
    DockerSaveMaker.oldForm().add(TinyImage.of("b"), NAME).write(folder.resolve("b.tar"));
    Refusal.of(
        () -> imageId(LocalImages.open(folder)),
        "image-ambiguous",
        WEB,
        folder.resolve("a.tar"),
        folder.resolve("b.tar"));
  }

  @Test
  void first_of_several_sources_wins_and_only_absence_asks_the_next() throws IOException {
    TinyImage good = TinyImage.of("good");
    TinyImage other = TinyImage.of("other");
    Path first = OciLayoutMaker.in(folder.resolve("first")).add(NAME, good).write();
    Path second = OciLayoutMaker.in(folder.resolve("second")).add(NAME, other).write();
    Path empty = OciLayoutMaker.in(folder.resolve("empty")).add("x:y", good).write();
    assertThat(imageId(firstOf(empty, first, second))).isEqualTo(good.config().digest());
    Files.delete(OciLayoutMaker.blob(first, good.manifest().digest()));
    Refusal.of(() -> imageId(firstOf(first, second)), "image-damaged", first);
    Refusal.of(() -> imageId(firstOf(empty, empty)), "image-missing", WEB, empty, "x:y");
    assertThatThrownBy(ImageSources::firstOf).isInstanceOf(IllegalArgumentException.class);
  }

  private static ImageSource firstOf(Path... layouts) {
    return ImageSources.firstOf(
        Arrays.stream(layouts).map(OciLayoutImages::open).toArray(ImageSource[]::new));
  }
}
