package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.examples.proof.FaultyBuild.End;
import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds from a registry of which a tenth of all answers are wrong: each is right, or fails and
 * says so. {@code -Dhotfix.soak=300} sets how many.
 */
final class SoakTest {

  private static final int BUILDS = Integer.getInteger("hotfix.soak", 24);
  private static final int LAYER_BYTES = 700_000;

  /** Builds wait most of their time, so many at once take little more than one. */
  private static final int LANES = Math.min(BUILDS, 8);

  @TempDir private Path folder;
  private final SortedMap<Integer, End> ends = Collections.synchronizedSortedMap(new TreeMap<>());
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void every_build_under_faults_is_right_or_truly_fails() throws Exception {
    SharedBatch batch = new SharedBatch(folder.resolve("tree"), LAYER_BYTES);
    SortedMap<String, Digest> right = batch.packages(folder.resolve("right"));

    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      int first = i;
      ThreadGroup group = new ThreadGroup("soak-" + i);
      lanes.add(new Thread(group, () -> run(first, batch, right), "soak-" + i));
    }
    lanes.forEach(Thread::start);
    for (Thread lane : lanes) {
      lane.join();
    }

    System.out.println(summary());
    assertThat(wrong).isEmpty();
    assertThat(ends).hasSize(BUILDS);
    assertThat(ends.values()).as("right in spite of faults").anyMatch(SoakTest::withstood);
    assertThat(ends.values()).as("failed").anyMatch(end -> !end.failures().isEmpty());
  }

  private void run(int first, SharedBatch batch, SortedMap<String, Digest> right) {
    Path lane = folder.resolve("lane-" + first);
    for (int seed = first; seed < BUILDS; seed += LANES) {
      FaultyBuild build = new FaultyBuild(batch, right, lane, seed);
      try {
        ends.put(seed, build.run());
        build.remove();
      } catch (IOException | RuntimeException | AssertionError e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        wrong.add("seed " + seed + ", " + build.keeping() + ": " + trace);
      }
    }
  }

  private static boolean withstood(End end) {
    return end.met() > 0 && end.failures().isEmpty();
  }

  private String summary() {
    SortedMap<String, Integer> codes = new TreeMap<>();
    ends.values()
        .forEach(end -> end.failures().forEach(code -> codes.merge(code, 1, Integer::sum)));
    long failed = ends.values().stream().filter(end -> !end.failures().isEmpty()).count();
    long withstood = ends.values().stream().filter(SoakTest::withstood).count();
    int met = ends.values().stream().mapToInt(End::met).sum();
    String text =
        "soak: %d builds of %d hotfixes met %d faults: %d right (%d of them met some), "
            + "%d truly failed, %d wrong; hotfixes failed by code: %s";
    return text.formatted(
        BUILDS,
        SharedBatch.HOTFIXES,
        met,
        ends.size() - failed,
        withstood,
        failed,
        wrong.size(),
        codes);
  }
}
