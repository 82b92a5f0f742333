package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds that are killed while they work: what they leave is whole and right, or hidden, and the
 * next build finishes the work. {@code -Dhotfix.kills=100} sets how many are killed in the middle.
 */
final class KillTest {

  private static final int KILLS = Integer.getInteger("hotfix.kills", 4);
  private static final int LAYER_BYTES = 4_000_000;

  /** How many builds are killed one after the other before one may finish. */
  private static final int ROUND = 3;

  @TempDir private Path folder;
  private RegistryServer registry;
  private SharedBatch batch;
  private SortedMap<String, Digest> right;
  private int started;
  private int middle;
  private int unfinished;
  private int finished;
  private int beside;

  @BeforeEach
  void start() throws IOException {
    batch = new SharedBatch(folder.resolve("tree"), LAYER_BYTES);
    right = batch.packages(folder.resolve("right"));
    registry = RegistryServer.start();
    batch.addTo(registry);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void what_killed_builds_leave_is_right_and_the_next_build_finishes() throws Exception {
    Random random = new Random(0);
    int steps = ChildBuild.finish(build(0).start());
    clear();
    for (int round = 0; middle < KILLS; round++) {
      assertThat(round).as("rounds; %s", this).isLessThan(KILLS + 10);
      ChildBuild build = build(round);
      for (int i = 0; i < ROUND && middle < KILLS; i++) {
        Process other = round % 3 == 2 ? build.into(folder.resolve("beside")).start() : null;
        kill(build, random.nextInt(steps));
        checkKilled(build);
        if (other != null) {
          finishBeside(other);
        }
        removePackages(build);
        if (random.nextBoolean()) {
          removeCache();
        }
      }
      finish(build);
      clear();
    }
    System.out.println(this);
    assertThat(unfinished).isPositive();
  }

  /** Every second round has no cache. */
  private ChildBuild build(int round) {
    Path cache = round % 2 == 0 ? folder.resolve("cache") : null;
    Path temporary = folder.resolve("temporary");
    return new ChildBuild(batch.tree(), registry.host(), folder.resolve("out"), temporary, cache);
  }

  private void clear() throws IOException {
    for (String name : List.of("out", "beside", "cache", "temporary")) {
      Disk.remove(folder.resolve(name));
    }
  }

  /** Remove what is whole, so that the next build has work; what is not stays. */
  private static void removePackages(ChildBuild build) throws IOException {
    for (String name : Disk.digests(build.out()).keySet()) {
      Files.delete(build.out().resolve(name));
    }
  }

  private void removeCache() throws IOException {
    Path entries = Disk.entries(folder.resolve("cache"));
    for (String name : Disk.digests(entries).keySet()) {
      Files.delete(entries.resolve(name));
    }
    Files.deleteIfExists(folder.resolve("cache/index.json"));
  }

  private void kill(ChildBuild build, int steps) throws Exception {
    Process process = build.start();
    started++;
    ChildBuild.follow(process, steps);
    process.destroyForcibly();
    // One that ended in the same instant was not killed.
    middle += process.waitFor() == 128 + 9 ? 1 : 0;
  }

  private void checkKilled(ChildBuild build) throws IOException {
    Disk.hasRightPackagesOnly(build.out(), right);
    boolean some = !Disk.unfinished(build.out()).isEmpty();
    if (build.cache() != null) {
      Disk.isSoundCache(build.cache());
      some |= !Disk.unfinished(build.cache(), Disk.entries(build.cache())).isEmpty();
    }
    unfinished += some ? 1 : 0;
  }

  /** Let a process finish that used the same cache while another was killed. */
  private void finishBeside(Process other) throws Exception {
    ChildBuild.finish(other);
    assertThat(Disk.digests(folder.resolve("beside"))).isEqualTo(right);
    Disk.remove(folder.resolve("beside"));
    beside++;
  }

  private void finish(ChildBuild build) throws Exception {
    ChildBuild.finish(build.start());
    assertThat(Disk.digests(build.out())).isEqualTo(right);
    assertThat(Disk.unfinished(build.out())).isEmpty();
    if (build.cache() != null) {
      Disk.isSoundCache(build.cache());
      assertThat(Disk.unfinished(build.cache(), Disk.entries(build.cache()))).isEmpty();
    }
    finished++;
  }

  @Override
  public String toString() {
    String text =
        "kills: %d of %d builds killed before their end, %d of them with unfinished files; "
            + "%d builds after them and %d beside them finished right";
    return text.formatted(middle, started, unfinished, finished, beside);
  }
}
