package io.caicloud.hotfix.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Wall times of one thing that was done several times. */
final class Series {

  private final String name;
  private final List<Double> seconds = new ArrayList<>();

  Series(String name) {
    this.name = name;
  }

  <T> T time(Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    seconds.add((System.nanoTime() - start) / 1e9);
    return result;
  }

  void clear() {
    seconds.clear();
  }

  double median() {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Print the median, the range, and the ratio to the unit. */
  void print(Series unit) {
    List<Double> sorted = seconds.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-34s %7.3f s  (%.3f - %.3f)  %5.2f x %s%n",
        name,
        median(),
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        median() / unit.median(),
        unit.name);
  }
}
