package io.caicloud.hotfix.examples;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.SmallDisk;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops or disturbs the packager from outside, as its user sees it, with the real rules. */
final class BadDayTest {

  private static final String API = "[[ registry_release ]]/api:v1.0.0";
  private static final String WEB = "[[ registry_release ]]/web:v1.0.0";
  private static final String API_PACKAGE = "compass-hotfixes-bug1-api-20181123-v1.0.0.tar.gz";
  private static final String WEB_PACKAGE = "compass-hotfixes-bug1-web-20181123-v1.0.0.tar.gz";

  @TempDir private Path folder;
  private Path out;
  private ReleaseTree tree;
  private final TinyImages images = new TinyImages();

  @BeforeEach
  void prepare() {
    out = folder.resolve("out");
    tree = tree("tree", "0.1");
    images.add(API, TinyImage.of("api"));
    images.add(WEB, TinyImage.builder().layer(incompressible(300_000)).build());
  }

  /** The hotfixes of api and web, the values of which differ with the text. */
  private ReleaseTree tree(String name, String text) {
    String path = "release-hotfixes/2.7.2/20181123/compass-hotfixes-%1$s-v1.0.0-fix-1/c/%1$s.yaml";
    ReleaseTreeBuilder builder = ReleaseTreeBuilder.in(folder.resolve(name));
    for (Map.Entry<String, String> addon : Map.of("api", API, "web", WEB).entrySet()) {
      ValuesBuilder values =
          ValuesBuilder.values().addon(addon.getKey()).version("v1.0.0").images(addon.getValue());
      builder.file(path.formatted(addon.getKey()), "# " + text + "\n" + values.build());
    }
    return builder.read();
  }

  /** A layer of at least the given number of bytes, whatever compresses it. */
  private static ImageLayer incompressible(int bytes) {
    StringBuilder text = new StringBuilder();
    new java.util.Random(7).ints(bytes, ' ', 0xd7ff).forEach(c -> text.append((char) c));
    return ImageLayer.of(LayerForm.PLAIN, Map.of("file", text.toString()));
  }

  private BatchResult build(ReleaseTree hotfixes, ImageSource source) {
    return HotfixPackager.buildAll(
        hotfixes, BuildOptions.into(out).images(source).threads(2).durable(false));
  }

  @Test
  void an_interrupt_in_the_middle_stops_the_batch_and_leaves_whole_packages_only()
      throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    ImageSource source =
        new GatedImages(
            images,
            image -> {
              if (image.reference().toString().equals(WEB)) {
                reading.countDown();
                waitForInterrupt();
              }
            });
    AtomicReference<HotfixException> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                build(tree, source);
              } catch (HotfixException e) {
                thrown.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();

    caller.interrupt();
    caller.join(30_000);

    assertThat(thrown.get().code()).isEqualTo("interrupted");
    assertThat(thrown.get().message(Locale.CHINESE)).contains("中断");
    assertThat(flag).isTrue();
    assertThat(names(out)).containsExactly(API_PACKAGE);
    assertThatPackage(out.resolve(API_PACKAGE)).isSound();
  }

  @Test
  void a_full_disk_fails_what_does_not_fit_and_keeps_the_rest() throws Exception {
    Files.createDirectory(out);
    try (SmallDisk disk = SmallDisk.mount(out, 128 << 10)) {
      BatchResult result = build(tree, images);

      assertThat(result.isSuccessful()).isFalse();
      assertThat(result.packages()).hasSize(1);
      HotfixException failure = result.outcomes().get(1).failure().orElseThrow();
      assertThat(failure.code()).isEqualTo("disk-full");
      assertThat(failure.message(Locale.CHINESE)).contains(WEB_PACKAGE, disk.folder().toString());
      assertThat(names(out)).containsExactly(API_PACKAGE);
      assertThatPackage(out.resolve(API_PACKAGE)).isSound();
    }
  }

  @Test
  void two_builds_of_the_same_hotfixes_at_once_both_succeed() throws Exception {
    List<BatchResult> results = race(tree, tree);

    assertThat(results).allMatch(BatchResult::isSuccessful);
    assertThat(names(out)).containsExactlyInAnyOrder(API_PACKAGE, WEB_PACKAGE);
    assertThatPackage(out.resolve(WEB_PACKAGE)).isSound();
  }

  @Test
  void of_two_builds_of_one_name_with_other_bytes_one_is_refused() throws Exception {
    List<BatchResult> results = race(tree, tree("other", "0.2"));

    List<String> ends = new ArrayList<>();
    results.stream()
        .flatMap(result -> result.outcomes().stream())
        .forEach(outcome -> ends.add(outcome.failure().map(HotfixException::code).orElse("built")));
    assertThat(ends).containsExactlyInAnyOrder("built", "built", "output-exists", "output-exists");
    assertThat(names(out)).containsExactlyInAnyOrder(API_PACKAGE, WEB_PACKAGE);
    assertThatPackage(out.resolve(API_PACKAGE)).isSound();
    assertThatPackage(out.resolve(WEB_PACKAGE)).isSound();
  }

  /** Build both trees, each waiting at its first blob until the other is there too. */
  private List<BatchResult> race(ReleaseTree... trees) throws Exception {
    CyclicBarrier both = new CyclicBarrier(trees.length);
    ExecutorService pool = Executors.newFixedThreadPool(trees.length);
    try {
      List<Callable<BatchResult>> builds = new ArrayList<>();
      for (ReleaseTree hotfixes : trees) {
        AtomicBoolean first = new AtomicBoolean(true);
        GatedImages.Gate gate =
            image -> {
              if (first.getAndSet(false)) {
                both.await(30, TimeUnit.SECONDS);
              }
            };
        builds.add(() -> build(hotfixes, new GatedImages(images, gate)));
      }
      List<BatchResult> results = new ArrayList<>();
      for (Future<BatchResult> result : pool.invokeAll(builds)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  private static void waitForInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HotfixException("interrupted", Message.of("stopped", "已中断"), e);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
