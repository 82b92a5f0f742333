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

  String name() {
    return name;
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
    if (seconds.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Print whether the median is at most so many times that of another. */
  void atMost(double times, Series other) {
    judge(other, "at most", times, ratio(this, other), ratio(this, other) <= times);
  }

  /** Print whether the median is so many times shorter than that of another. */
  void fasterBy(double times, Series other) {
    judge(other, "shorter by", times, ratio(other, this), ratio(other, this) >= times);
  }

  private void judge(Series other, String relation, double target, double ratio, boolean met) {
    if (other.seconds.isEmpty()) {
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%-7s %s %s %.1f x %s: %.2f%n",
        met ? "met" : "MISSED",
        name,
        relation,
        target,
        other.name,
        ratio);
  }

  private static double ratio(Series one, Series other) {
    return one.median() / other.median();
  }

  /** Print the median, the range, and the ratio to the unit. */
  void print(Series unit) {
    if (seconds.isEmpty()) {
      System.out.println(name + ": could not be run here");
      return;
    }
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
