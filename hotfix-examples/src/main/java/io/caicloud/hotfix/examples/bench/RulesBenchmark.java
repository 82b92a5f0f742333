package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Verdict;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Times the standard rules on large files, on ordinary ones and on a tree, and says where. */
public final class RulesBenchmark {

  private static final int CONTROLLERS = 100;
  private static final int BATCH = 50;
  private static final int BATCHES = 10;
  private static final int LARGE = 50_000;
  private static final int ADDONS = 20;

  /** How many series are for the compiler: it takes thousands of documents, half a minute. */
  private static final int WARM_UP = 6;

  private RulesBenchmark() {}

  /**
   * Check documents for some seconds with one worker, or a tree once, and print the numbers.
   *
   * @param args {@code files} and a number of seconds; {@code write}, an empty folder and a number
   *     of hotfixes; or {@code tree}, that folder and a number of workers
   * @throws IOException if a tree cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("files")) {
      double seconds = Double.parseDouble(args[1]);
      files("a file of " + CONTROLLERS + " controllers", 150, List.of(large()), seconds);
      files("files of ordinary size", 2_000, ordinary(), seconds);
    } else if (args[0].equals("write")) {
      write(Path.of(args[1]), Integer.parseInt(args[2]));
    } else {
      tree(Path.of(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static byte[] large() {
    return BenchValues.controllers(CONTROLLERS).getBytes(StandardCharsets.UTF_8);
  }

  /** Return files of 2 to 4 KB: valid examples of that size, and one made to measure. */
  private static List<byte[]> ordinary() {
    List<byte[]> files = new ArrayList<>();
    for (String name : ValuesExamples.valid()) {
      byte[] bytes = ValuesExamples.bytes(name);
      if (bytes.length >= 2_000) {
        files.add(bytes);
      }
    }
    files.add(BenchValues.controllers(3).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static void files(String what, double goal, List<byte[]> files, double seconds) {
    HotfixRules rules = HotfixRules.standard();
    run(rules, files, WARM_UP * seconds);
    int bytes = files.stream().mapToInt(file -> file.length).sum() / files.size();
    double best = 0;
    for (int i = 0; i < 3; i++) {
      best = Math.max(best, run(rules, files, seconds));
    }
    System.out.printf(
        Locale.ROOT,
        "%-7s %s, %.1f KB: %,.0f checked in a second of a core, at least %,.0f wanted%n",
        best >= goal ? "met" : "MISSED",
        what,
        bytes / 1e3,
        best,
        goal);
    double reading = reading(files, seconds);
    System.out.printf(Locale.ROOT, "  of it reading %4.1f %%%n", 100 * best / reading);
    try (Sampler sampler = Sampler.start()) {
      run(rules, files, seconds);
      sampler.print();
    }
  }

  /** Return how many documents are read and checked in a second of one core. */
  private static double run(HotfixRules rules, List<byte[]> files, double seconds) {
    return rate(
        seconds,
        first -> {
          List<YamlDocument> documents = read(files, first);
          RuleReport report = rules.check(documents);
          if (report.verdict() != Verdict.PASS) {
            throw new IllegalStateException(report.findings().toString());
          }
          return documents.size();
        });
  }

  private static double reading(List<byte[]> files, double seconds) {
    return rate(seconds, first -> read(files, first).size());
  }

  /**
   * Return how often something is done in a second of one core: compiler and garbage collector
   * count, other processes do not.
   */
  private static double rate(double seconds, IntUnaryOperator batch) {
    double start = cpuSeconds();
    int count = 0;
    double used = 0;
    while (used < seconds) {
      // Asking for the time takes some itself.
      for (int i = 0; i < BATCHES; i++) {
        count += batch.applyAsInt(count);
      }
      used = cpuSeconds() - start;
    }
    return count / used;
  }

  private static double cpuSeconds() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return used.isZero() ? System.nanoTime() / 1e9 : used.toMillis() / 1e3;
  }

  private static List<YamlDocument> read(List<byte[]> files, int first) {
    int number = files.get(0).length > LARGE ? 1 : BATCH;
    List<YamlDocument> documents = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      documents.add(
          YamlDocument.parse("values-" + (first + i) + ".yaml", files.get(i % files.size())));
    }
    return documents;
  }

  private static void write(Path folder, int hotfixes) throws IOException {
    LocalDate first = LocalDate.of(2000, 1, 1);
    for (int i = 0; i < hotfixes; i++) {
      TreeBenchmark.write(folder, first.plusDays(i / ADDONS), "addon-" + i % ADDONS, i + 1);
    }
  }

  private static void tree(Path folder, int workers) {
    long start = System.nanoTime();
    ReleaseTree tree = ReleaseTree.read(folder);
    double reading = (System.nanoTime() - start) / 1e9;
    RuleReport report = HotfixRules.standard().workers(workers).check(tree);
    System.out.printf(
        Locale.ROOT,
        "%,d hotfixes, %d workers, heap of %,d MB: read in %.2f s, read and checked in %.2f s; %s%n",
        tree.entries().size(),
        workers,
        Runtime.getRuntime().maxMemory() >> 20,
        reading,
        (System.nanoTime() - start) / 1e9,
        report);
  }
}
