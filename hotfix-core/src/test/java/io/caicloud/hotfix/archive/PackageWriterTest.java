package io.caicloud.hotfix.archive;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageWriterTest {

  /** The bytes of a package are part of what users rely on: a change needs a new format number. */
  private static final String GOLDEN =
      "cc4a0ec1c814b7ce49b8ac71d1db7d77258638fa2a09e5beed377415c42011c4";

  private static final WriteOptions OPTIONS = WriteOptions.defaults().withDurable(false);

  @TempDir Path folder;

  private final RawImages images = new RawImages();

  @Test
  void gives_the_same_bytes_as_ever() throws IOException {
    assertThat(Digest.of(Files.readAllBytes(build(golden()).path())).hex()).isEqualTo(GOLDEN);
  }

  @Test
  void gives_the_same_bytes_anywhere() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
      assertThat(Digest.of(Files.readAllBytes(build(golden()).path())).hex()).isEqualTo(GOLDEN);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void gives_the_same_bytes_with_any_number_of_threads() throws IOException {
    PackageContent content =
        Samples.content()
            .image(images.image("a", 3_000_000, 70_000, 0, 65_535, 70_000, 1))
            .image(images.image("b", 70_000, 2_500_000))
            .image(images.image("c", 512, 511, 513))
            .build();
    byte[] one = Files.readAllBytes(build(content, OPTIONS.withThreads(1), "1").path());
    for (int threads : new int[] {2, 3, 8}) {
      Path path = build(content, OPTIONS.withThreads(threads), "" + threads).path();
      assertThat(Files.readAllBytes(path)).isEqualTo(one);
    }
  }

  @Test
  void has_the_planned_size_and_the_values_as_they_are() {
    ArchivePlan plan = ArchivePlan.of(golden());
    HotfixPackage built = PackageWriter.write(plan, images, folder, OPTIONS);
    assertThat(built.path()).isEqualTo(folder.resolve(Samples.NAME)).hasSize(plan.size());
    assertThat(built.size()).isEqualTo(plan.size());
    assertThatPackage(built)
        .isSound()
        .hasValues(Samples.VALUES)
        .hasImages("harbor.caicloud.xyz/release/web:v1");
  }

  @Test
  void packs_a_hotfix_without_images() {
    assertThatPackage(build(Samples.content().build()))
        .isSound()
        .hasImages()
        .hasEntries(
            Samples.STEM + "/default/console/console-web/values.yaml",
            Samples.STEM + "/hotfix.json");
  }

  @Test
  void is_success_when_the_same_package_is_there() throws IOException {
    HotfixPackage first = build(golden());
    Object file = Files.getAttribute(first.path(), "unix:ino");
    assertThat(build(golden())).isEqualTo(first);
    assertThat(Files.getAttribute(first.path(), "unix:ino")).isEqualTo(file);
    assertThat(names(folder)).containsExactly(Samples.NAME);
  }

  @Test
  void is_success_whenever_the_same_package_comes_and_goes() throws Exception {
    Path stored = build(golden(), OPTIONS, "stored").path();
    Path target = folder.resolve("out").resolve(Samples.NAME);
    Files.createDirectory(target.getParent());
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> other =
          pool.submit(
              () -> {
                int placed = 0;
                while (!over.get()) {
                  placed += comeAndGo(target, stored);
                }
                return placed;
              });
      for (int i = 0; i < 300; i++) {
        assertThat(build(golden(), OPTIONS, "out").path()).isEqualTo(target);
      }
      over.set(true);
      assertThat(other.get()).isPositive();
    } finally {
      over.set(true);
      pool.shutdown();
    }
  }

  /** Return how often the package was put there: not if the build has done so. */
  private static int comeAndGo(Path target, Path stored) throws IOException {
    int placed = 1;
    try {
      Files.createLink(target, stored);
    } catch (FileAlreadyExistsException e) {
      placed = 0;
    }
    Files.delete(target);
    return placed;
  }

  @Test
  void refuses_when_another_package_is_there() throws IOException {
    HotfixPackage first = build(golden());
    byte[] bytes = Files.readAllBytes(first.path());
    PackageContent sameSize =
        Samples.content()
            .image(images.image("web", 70_000))
            .evidence(new Evidence.Unchecked("a tesT"))
            .build();
    for (PackageContent other : List.of(sameSize, Samples.content().build())) {
      assertThatThrownBy(() -> build(other))
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("output-exists"))
          .hasMessageContaining(first.path().toString())
          .hasMessageContaining("move it away");
    }
    assertThat(first.path()).hasBinaryContent(bytes);
    assertThat(names(folder)).containsExactly(Samples.NAME);
  }

  @Test
  void refuses_a_folder_or_a_link_at_the_place() throws IOException {
    Path place = folder.resolve(Samples.NAME);
    Files.createDirectory(place);
    assertCode("output-exists", () -> build(golden()));
    Files.delete(place);
    Files.createSymbolicLink(place, folder.resolve("nowhere"));
    assertCode("output-exists", () -> build(golden()));
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void refuses_an_output_folder_that_is_a_file() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path output : List.of(file, file.resolve("deeper"))) {
      assertThatThrownBy(
              () -> PackageWriter.write(ArchivePlan.of(golden()), images, output, OPTIONS))
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("output-unusable"))
          .hasMessageContaining(output.toString());
    }
    assertThat(names(folder)).containsExactly("file");
  }

  @Test
  void creates_the_output_folder_and_removes_it_when_it_fails() throws IOException {
    Path output = folder.resolve("a/b");
    RawImages broken = images.opening(blob -> Failing.CHANNEL);
    assertCode("image-unreadable", () -> build(golden(), OPTIONS, "a/b"));
    assertThat(names(folder)).isEmpty();
    broken.opening(broken::bytes);
    assertThat(build(golden(), OPTIONS, "a/b").path()).isEqualTo(output.resolve(Samples.NAME));
  }

  @Test
  void refuses_blobs_of_the_wrong_length() throws IOException {
    PackageContent content = golden();
    images.opening(blob -> images.bytes(content.images().get(0).image().config()));
    assertCode("image-damaged", () -> build(content));
    images.opening(blob -> Failing.endless());
    assertCode("image-damaged", () -> build(content));
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void reads_a_blob_of_several_images_once() {
    TinyImages source = new TinyImages();
    PackageContent content =
        Samples.content()
            .image(Samples.image(source, "a", TinyImage.of("a")))
            .image(Samples.image(source, "b", TinyImage.of("b")))
            .build();
    HotfixPackage built = PackageWriter.write(ArchivePlan.of(content), source, folder, OPTIONS);
    ManifestImage first = built.manifest().images().get(0);
    ManifestImage second = built.manifest().images().get(1);
    assertThat(first.layers().get(0)).isEqualTo(second.layers().get(0));
    assertThat(source.opened(first.layers().get(0))).isEqualTo(1);
    assertThatPackage(built).isSound();
  }

  @Test
  void tells_how_far_it_is() {
    List<Progress> told = new ArrayList<>();
    HotfixPackage built =
        build(
            Samples.content().image(images.image("web", 3_000_000, 2_000_000)).build(),
            OPTIONS.withProgress(told::add),
            "");

    List<Progress> whole = told.stream().filter(p -> p.stage() == Progress.Stage.PACK).toList();
    assertThat(whole).hasSizeGreaterThan(5);
    assertThat(whole).extracting(Progress::done).isSorted();
    assertThat(whole)
        .allMatch(p -> p.item().equals(Samples.NAME))
        .allMatch(p -> p.total() == built.size());
    assertThat(whole.get(whole.size() - 1).done()).isEqualTo(built.size());
  }

  @Test
  void tells_how_far_each_blob_is() {
    List<Progress> told = new ArrayList<>();
    HotfixPackage built =
        build(
            Samples.content().image(images.image("web", 3_000_000, 2_000_000)).build(),
            OPTIONS.withProgress(told::add),
            "");

    for (Descriptor layer : built.manifest().images().get(0).layers()) {
      List<Progress> blob =
          told.stream().filter(p -> p.item().equals(layer.digest().toString())).toList();
      assertThat(blob).hasSizeGreaterThan(1).allMatch(p -> p.stage() == Progress.Stage.BLOB);
      assertThat(blob).extracting(Progress::done).isSorted().endsWith(layer.size());
    }
  }

  @Test
  void is_not_stopped_by_its_listener() {
    WriteOptions options =
        OPTIONS.withProgress(
            progress -> {
              throw new IllegalStateException("a broken listener");
            });
    assertThatPackage(build(golden(), options, "")).isSound();
  }

  private PackageContent golden() {
    return Samples.content().image(images.image("web", 70_000)).build();
  }

  private HotfixPackage build(PackageContent content) {
    return build(content, OPTIONS, "");
  }

  private HotfixPackage build(PackageContent content, WriteOptions options, String subfolder) {
    return PackageWriter.write(ArchivePlan.of(content), images, folder.resolve(subfolder), options);
  }

  private static void assertCode(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(HotfixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
