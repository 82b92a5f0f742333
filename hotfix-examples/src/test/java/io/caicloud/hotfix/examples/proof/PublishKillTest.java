package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssLog;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishing that is killed while it works: nobody ever sees anything unfinished, and the next run
 * sends only what is missing. {@code -Dhotfix.publish.kills=200} sets how many are killed, {@code
 * -Dhotfix.publish.seed=1} when.
 */
final class PublishKillTest {

  private static final int KILLS = Integer.getInteger("hotfix.publish.kills", 5);
  private static final long SEED = Long.getLong("hotfix.publish.seed", 0);

  /** One in so many killed is followed by another that is killed. */
  private static final int AGAIN = 3;

  /** The bytes of the largest package; for a few kills less will do. */
  private static final int LARGE = (KILLS < 50 ? 8 : 64) << 20;

  private static final long PART = LARGE / 8;

  /** Parts that are on their way at once. */
  private static final int LANES = 4;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private OssServer server;
  private PublishBatch batch;
  private ChildPublish publish;
  private BucketWatch watch;
  private int started;
  private int kills;
  private int finished;
  private int resumed;
  private int orphans;
  private long again;
  private long lost;
  private long mostAgain;

  @BeforeEach
  void start() throws IOException {
    batch = PublishBatch.make(folder, LARGE, LARGE / 20, 20_000);
    server = OssServer.start();
    Path journal = folder.resolve("journal");
    publish =
        new ChildPublish(
            new ChildPublish.Place(server.endpoint(), server.region(), PART),
            server.credential(),
            batch.folder(),
            journal);
    OssStore reader = publish.store();
    watch = new BucketWatch(server.bucket(), reader, batch);
  }

  @AfterEach
  void stop() throws InterruptedException {
    watch.stop();
    server.close();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void what_killed_publishers_leave_is_right_and_the_next_run_finishes() throws Exception {
    int steps = ChildBuild.finish(publish.start());
    int writes = server.log().entries(OssRequest::writes).size();
    checkFinished(0);
    while (kills < KILLS) {
      int before = kills;
      do {
        kill(steps, writes);
        assertThat(watch.look()).as(toString()).isEmpty();
      } while (kills < KILLS && random.nextInt(AGAIN) == 0);
      finish();
      checkFinished(kills - before);
      assertThat(started).as("processes; %s", this).isLessThan(3 * KILLS + 20);
    }
    System.out.println(this);
  }

  /** Kill a process between two pieces of bytes, before a request is treated, or after it. */
  private void kill(int steps, int writes) throws Exception {
    Process process = publish.start();
    started++;
    switch (random.nextInt(3)) {
      case 0 -> {
        ChildBuild.follow(process, random.nextInt(steps));
        LockSupport.parkNanos(random.nextInt(4_000_000));
      }
      case 1 -> await(process, writes, OssFault.before(() -> end(process)));
      default -> await(process, writes, OssFault.afterDoing(() -> end(process)));
    }
    server.faults().clear();
    end(process);
    // One that ended in the same instant was not killed.
    kills += process.exitValue() == 128 + 9 ? 1 : 0;
  }

  private void await(Process process, int writes, OssFault fault) throws Exception {
    long done =
        server.log().entries(OssRequest::writes).stream().filter(PublishKillTest::isDone).count();
    int left = Math.max(1, writes - (int) done);
    server.faults().after(random.nextInt(left), OssRequest::writes, fault);
    // Its few lines fit into the pipe.
    process.waitFor();
  }

  private static boolean isDone(OssLog.Entry entry) {
    return entry.status() == 200;
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  private void finish() throws IOException {
    resumed += server.bucket().uploads().stream().anyMatch(u -> !u.parts().isEmpty()) ? 1 : 0;
    try (OssStore store = publish.store()) {
      Receipt receipt = batch.request().publish(store);
      assertThat(receipt.isComplete()).isTrue();
    }
    finished++;
  }

  private void checkFinished(int killed) throws IOException {
    assertThat(watch.look()).as(toString()).isEmpty();
    assertThat(server.bucket().keys()).containsExactlyElementsOf(batch.objects().keySet());
    // Who is killed before the id of an upload is written down leaves one that only a rule of the
    // bucket can end; who is killed when all is done leaves a journal that the next upload removes.
    orphans += server.bucket().uploads().size();
    assertThat(server.bucket().uploads()).as("uploads").hasSizeLessThanOrEqualTo(killed);
    count(killed);
    watch.clear();
    server.log().clear();
  }

  /**
   * What was sent beyond the content is what was on its way when a process was killed, and at most
   * a part for each.
   */
  private void count(int killed) {
    long sent = 0;
    long onItsWay = 0;
    for (OssLog.Entry entry : server.log().entries(PublishKillTest::uploads)) {
      sent += entry.bytesReceived();
      onItsWay += isDone(entry) ? 0 : entry.bytesReceived();
    }
    long more = sent - batch.bytesToSend();
    assertThat(onItsWay).as("on its way").isLessThanOrEqualTo(PART * LANES * killed);
    assertThat(more - onItsWay).as("again").isBetween(0L, PART * killed);
    again += more;
    lost += onItsWay;
    mostAgain = Math.max(mostAgain, more - onItsWay);
  }

  private static boolean uploads(OssRequest request) {
    return request.operation() == OssOperation.PUT_OBJECT
        || request.operation() == OssOperation.UPLOAD_PART;
  }

  @Override
  public String toString() {
    String text =
        "publish kills: seed %d: %d of %d processes killed before their end; %d runs after them"
            + " finished right, %d of them found parts of an upload; %d uploads left to the bucket's"
            + " rule; %,d bytes sent again, %,d of them had been on their way when a process was"
            + " killed, at most %,d in a round had not; %d looks of a reader";
    return text.formatted(
        SEED, kills, started, finished, resumed, orphans, again, lost, mostAgain, watch.looks());
  }
}
