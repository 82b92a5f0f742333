package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.testing.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a build leaves nothing behind. */
final class PackageWriterStopTest {

  private static final WriteOptions OPTIONS = WriteOptions.defaults().withDurable(false);

  @TempDir Path folder;

  private final RawImages images = new RawImages();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final AtomicBoolean released = new AtomicBoolean();

  @Test
  void stops_when_the_caller_is_interrupted() throws Exception {
    images.opening(blob -> blocked());
    AtomicReference<HotfixException> thrown = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              thrown.set(failure(content(), folder.resolve("new/out")));
              flag.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(names(folder.resolve("new/out"))).singleElement().asString().startsWith(".");
    caller.interrupt();
    caller.join(30_000);
    assertThat(thrown.get().code()).isEqualTo("interrupted");
    assertThat(thrown.get().message(Locale.CHINESE)).contains("中断");
    assertThat(flag).isTrue();
    assertThat(released).as("the thread that was reading has ended").isTrue();
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void does_not_start_when_the_caller_is_interrupted_already() throws IOException {
    Thread.currentThread().interrupt();
    HotfixException thrown = failure(content(), folder);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown.code()).isEqualTo("interrupted");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void stops_all_threads_when_one_fails() throws IOException {
    PackageContent content = content();
    HotfixException real = new HotfixException("image-missing", Message.of("it is gone", "不见了"));
    images.opening(
        blob -> {
          if (blob.size() == 300_000) {
            return blocked();
          }
          awaitReading();
          throw real;
        });
    HotfixException thrown = failure(content, folder);
    assertThat(thrown).isSameAs(real);
    assertThat(thrown.getSuppressed()).isEmpty();
    assertThat(released).as("the other thread has ended").isTrue();
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void refuses_what_does_not_fit_on_the_disk() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder, 128 << 10)) {
      long size = ArchivePlan.of(content()).size();
      HotfixException thrown = failure(content(), disk.folder().resolve("out"));
      assertThat(thrown.code()).isEqualTo("disk-full");
      assertThat(thrown).hasMessageContainingAll(Long.toString(size), "131072");
      assertThat(names(disk.folder())).isEmpty();
    }
  }

  @Test
  void stops_when_the_disk_gets_full() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder, 1 << 20)) {
      PackageContent content = content();
      images.opening(
          blob -> {
            fill(disk.folder().resolve("other"), 900 << 10);
            return images.bytes(blob);
          });
      HotfixException thrown = failure(content, disk.folder());
      assertThat(thrown.code()).isEqualTo("disk-full");
      assertThat(names(disk.folder())).containsExactly("other");
    }
  }

  private PackageContent content() {
    return Samples.content().image(images.image("web", 300_000, 200_000)).build();
  }

  private HotfixException failure(PackageContent content, Path output) {
    try {
      PackageWriter.write(ArchivePlan.of(content), images, output, OPTIONS.withThreads(2));
      throw new AssertionError("the build did not fail");
    } catch (HotfixException e) {
      return e;
    }
  }

  /** Return a channel that gives nothing until its reader is interrupted. */
  private ReadableByteChannel blocked() {
    return Failing.channel(
        target -> {
          reading.countDown();
          try {
            new CountDownLatch(1).await();
            return -1;
          } catch (InterruptedException e) {
            released.set(true);
            Thread.currentThread().interrupt();
            throw new HotfixException("interrupted", Message.of("stopped", "中断"), e);
          }
        });
  }

  private void awaitReading() {
    try {
      assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void fill(Path file, int size) {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[size]);
    } catch (IOException e) {
      // The disk may be full: that is what it is for.
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
