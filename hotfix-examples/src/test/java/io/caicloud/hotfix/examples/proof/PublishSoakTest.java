package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.examples.proof.FaultyPublish.End;
import io.caicloud.hotfix.oss.OssCredentials;
import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publishing to an OSS of which a tenth of all answers are wrong: all is there and right, or it
 * fails, says so and can be run again. {@code -Dhotfix.publish.soak=1000} sets how many.
 */
final class PublishSoakTest {

  private static final int PUBLISHES = Integer.getInteger("hotfix.publish.soak", 40);

  /** Publishing to faults waits most of its time, so many at once take little more than one. */
  private static final int LANES = Math.min(PUBLISHES, 8);

  /** Those that a client may get over, if they do not come too often. */
  private static final List<OssFault> PASSING =
      List.of(
          OssFault.resetAfterReading(0),
          OssFault.resetAfterReading(1_000),
          OssFault.resetAfterReading(70_000),
          OssFault.resetAfterDoing(),
          OssFault.closeAfterDoing(),
          OssFault.error(400, "RequestTimeout"),
          OssFault.error(403, "RequestTimeTooSkewed"),
          OssFault.error(429, "TooManyRequests"),
          OssFault.error(500, "InternalError"),
          OssFault.error(503, "ServiceUnavailable"),
          OssFault.error(503, "UploadTrafficRateLimitExceeded"),
          OssFault.error(504, "GatewayTimeout"),
          OssFault.errorAfterDoing(500, "InternalError"),
          OssFault.earlyError(503, "ServiceUnavailable"),
          OssFault.htmlPage(200),
          OssFault.htmlPage(502),
          OssFault.hang(),
          OssFault.hangAfterDoing(),
          OssFault.readSlowly(500_000),
          OssFault.sendSlowly(200_000),
          OssFault.truncateAfter(0),
          OssFault.truncateAfter(20),
          OssFault.resetAfterSending(0),
          OssFault.resetAfterSending(20));

  private static final List<OssFault> OTHERS =
      List.of(
          OssFault.error(400, "InvalidArgument"),
          OssFault.error(403, "AccessDenied"),
          OssFault.error(404, "NoSuchKey"),
          OssFault.error(404, "NoSuchUpload"),
          OssFault.error(409, "FileAlreadyExists"),
          OssFault.error(412, "PreconditionFailed"),
          OssFault.errorAfterDoing(403, "AccessDenied"),
          OssFault.htmlPage(403),
          OssFault.flipReceivedByte(0),
          OssFault.flipReceivedByte(70_000),
          OssFault.flipSentByte(0),
          OssFault.flipSentByte(1_000),
          OssFault.wrongCrc(),
          OssFault.noCrc());

  @TempDir private Path folder;
  private final SortedMap<Integer, End> ends = Collections.synchronizedSortedMap(new TreeMap<>());
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private PublishBatch batch;
  private PublishRequest request;
  private Map<String, byte[]> right;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void every_publishing_under_faults_is_right_or_truly_fails() throws Exception {
    batch = PublishBatch.make(folder, 450_000, 150_000, 5_000);
    request = batch.request();
    right = right();
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      int first = i;
      lanes.add(new Thread(() -> run(first), "publish-soak-" + i));
    }
    lanes.forEach(Thread::start);
    for (Thread lane : lanes) {
      lane.join();
    }
    System.out.println(summary());
    assertThat(wrong).isEmpty();
    assertThat(ends).hasSize(PUBLISHES);
    assertThat(ends.values()).as("right in spite of faults").anyMatch(PublishSoakTest::withstood);
    assertThat(ends.values()).as("failed").anyMatch(end -> !end.code().isEmpty());
  }

  /** Publish without faults, and return what is then in the bucket. */
  private Map<String, byte[]> right() {
    Map<String, byte[]> bytes = new HashMap<>();
    try (OssServer server = OssServer.start();
        OssStore store =
            OssStore.builder("release")
                .endpoint(server.endpoint().toString())
                .region(server.region())
                .credentials(
                    OssCredentials.of(
                        server.credential().accessKeyId(), server.credential().accessKeySecret()))
                .build()) {
      request.publish(store);
      for (String key : server.bucket().keys()) {
        bytes.put(key, server.bucket().object(key).orElseThrow().bytes());
      }
    }
    return bytes;
  }

  private void run(int first) {
    for (int seed = first; seed < PUBLISHES; seed += LANES) {
      Path journal = folder.resolve("journal-" + seed);
      FaultyPublish publish = new FaultyPublish(batch, request, journal, seed);
      try {
        ends.put(seed, publish.run(faults(seed), right.get(publish.rivalKey())));
        Disk.remove(journal);
      } catch (IOException | RuntimeException | AssertionError e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        wrong.add(publish + ": " + trace);
      }
    }
  }

  private static List<OssFault> faults(int seed) {
    List<OssFault> faults = new ArrayList<>(PASSING);
    if (seed / 16 % 2 == 0) {
      faults.addAll(OTHERS);
    }
    return faults;
  }

  private static boolean withstood(End end) {
    return end.met() > 0 && end.code().isEmpty();
  }

  private String summary() {
    SortedMap<String, Integer> codes = new TreeMap<>();
    ends.values().stream()
        .filter(end -> !end.code().isEmpty())
        .forEach(end -> codes.merge(end.code(), 1, Integer::sum));
    int failed = codes.values().stream().mapToInt(Integer::intValue).sum();
    String text =
        "publish soak: %d publishings met %d faults: %d right (%d of them met some), %d truly"
            + " failed and were right when repeated, %d wrong; failures by code: %s; a rival won"
            + " %d times; %d uploads left to the bucket's rule";
    return text.formatted(
        PUBLISHES,
        ends.values().stream().mapToInt(End::met).sum(),
        ends.size() - failed,
        ends.values().stream().filter(PublishSoakTest::withstood).count(),
        failed,
        wrong.size(),
        codes,
        ends.values().stream().filter(End::rivalWon).count(),
        ends.values().stream().mapToInt(End::orphans).sum());
  }
}
