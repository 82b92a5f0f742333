package io.caicloud.hotfix.examples.bench;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Looks every millisecond at what the workers of the rules engine do, for some time. */
final class Sampler implements AutoCloseable {

  private static final String RULES = "io.caicloud.hotfix.rules.internal.standard.";
  private static final String SCHEMA = "io.caicloud.hotfix.rules.internal.schema.ValuesSchema";
  private static final int SHOWN = 8;

  private final Map<String, Integer> samples = new TreeMap<>();
  private final Thread thread = new Thread(this::look, "sampler");
  private volatile boolean over;

  private Sampler() {}

  static Sampler start() {
    Sampler sampler = new Sampler();
    sampler.thread.setDaemon(true);
    sampler.thread.start();
    return sampler;
  }

  private void look() {
    while (!over) {
      Thread.getAllStackTraces()
          .forEach(
              (looked, frames) -> {
                if (looked.getName().equals("hotfix-rules")) {
                  samples.merge(where(frames), 1, Integer::sum);
                }
              });
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        over = true;
      }
    }
  }

  private static String where(StackTraceElement[] frames) {
    String place = "the engine";
    for (StackTraceElement frame : frames) {
      if (frame.getClassName().equals(SCHEMA)) {
        return "schema";
      }
      if (frame.getClassName().startsWith(RULES) && frame.getMethodName().equals("check")) {
        place = frame.getClassName().substring(RULES.length());
      } else if (frame.getClassName().equals("io.caicloud.hotfix.values.AddonValues")
          || frame.getClassName().equals("io.caicloud.hotfix.values.ImageScan")) {
        return "finding controllers and images";
      }
    }
    return place;
  }

  /** Print where the workers were, most often first. */
  void print() {
    close();
    double all = samples.values().stream().mapToInt(Integer::intValue).sum();
    samples.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(
            each ->
                System.out.printf(
                    Locale.ROOT,
                    "  of checking %4.1f %% %s%n",
                    100 * each.getValue() / all,
                    each.getKey()));
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
