package io.caicloud.hotfix.archive;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of one package at once, in one process and in several. */
final class PackageRaceTest {

  private static final int BUILDS = 3;

  @TempDir Path folder;

  @Test
  void both_succeed_when_they_build_the_same() throws Exception {
    List<String> results = race("a reason", "a reason", "a reason");
    assertThat(results).containsOnly("built");
    assertThat(names()).containsExactly(Samples.NAME);
    assertThatPackage(folder.resolve(Samples.NAME)).isSound();
  }

  @Test
  void one_succeeds_when_they_build_different_things() throws Exception {
    List<String> results = race("reason a", "reason b", "reason c");
    assertThat(results).containsOnlyOnce("built").containsOnly("built", "output-exists");
    assertThat(names()).containsExactly(Samples.NAME);
    assertThatPackage(folder.resolve(Samples.NAME)).isSound();
  }

  @Test
  void processes_do_not_disturb_each_other() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < BUILDS; i++) {
      ProcessBuilder java =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              PackageRaceTest.class.getName(),
              folder.toString());
      processes.add(java.inheritIO().start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(names()).containsExactly(Samples.NAME);
    assertThatPackage(folder.resolve(Samples.NAME)).isSound();
  }

  /**
   * Builds the package in a process of its own.
   *
   * @param arguments the output folder
   */
  public static void main(String[] arguments) {
    for (int i = 0; i < 5; i++) {
      build(Path.of(arguments[0]), "a reason", () -> 0);
    }
  }

  private List<String> race(String... reasons) throws Exception {
    CyclicBarrier allReading = new CyclicBarrier(reasons.length);
    ExecutorService pool = Executors.newFixedThreadPool(reasons.length);
    try {
      List<Callable<String>> builds = new ArrayList<>();
      for (String reason : reasons) {
        builds.add(() -> build(folder, reason, allReading::await));
      }
      List<String> results = new ArrayList<>();
      for (Future<String> future : pool.invokeAll(builds)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  /** Build a package; the step runs when the first blob is opened. */
  private static String build(Path folder, String reason, Callable<Integer> step) {
    RawImages images = new RawImages();
    PackageContent content =
        Samples.content()
            .image(images.image("web", 500_000))
            .evidence(new Evidence.Unchecked(reason))
            .build();
    images.opening(
        blob -> {
          if (blob.size() == 500_000) {
            call(step);
          }
          return images.bytes(blob);
        });
    try {
      PackageWriter.write(ArchivePlan.of(content), images, folder, WriteOptions.defaults());
      return "built";
    } catch (HotfixException e) {
      return e.code();
    }
  }

  private static void call(Callable<Integer> step) {
    try {
      step.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
