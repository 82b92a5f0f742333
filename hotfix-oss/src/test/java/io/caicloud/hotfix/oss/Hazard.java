package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.HazardWorld.KEY;
import static io.caicloud.hotfix.oss.HazardWorld.PART;
import static io.caicloud.hotfix.oss.HazardWorld.ends;
import static io.caicloud.hotfix.oss.HazardWorld.inBackground;
import static io.caicloud.hotfix.oss.HazardWorld.succeeds;
import static io.caicloud.hotfix.oss.HazardWorld.whateverItSays;
import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What can go wrong, and what must be true all the same. */
enum Hazard {
  LOST_ANSWER_TO_PUT {
    @Override
    void check(HazardWorld world) {
      world.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.resetAfterDoing());
      Path file = world.file("a", SMALL);
      succeeds(() -> world.publisher().put(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(SMALL);
    }
  },

  LOST_ANSWER_TO_COMPLETE {
    @Override
    void check(HazardWorld world) {
      world.faults().next(1, COMPLETE, OssFault.resetAfterDoing());
      Path file = world.file("a", LARGE);
      succeeds(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(LARGE);
    }
  },

  LOST_ANSWER_TO_INITIATE {
    @Override
    void check(HazardWorld world) {
      OssFault lost = OssFault.resetAfterDoing();
      world.faults().next(1, OssRequest.is(OssOperation.INITIATE_MULTIPART_UPLOAD), lost);
      Path file = world.file("a", LARGE);
      whateverItSays(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(LARGE);
      assertThat(world.bucket().uploads()).isEmpty();
    }
  },

  RIVAL_BEFORE_COMPLETE {
    @Override
    void check(HazardWorld world) {
      byte[] rival = bytes(77, 9);
      world.faults().next(1, COMPLETE, OssFault.before(() -> world.bucket().put(KEY, rival)));
      Path file = world.file("a", LARGE);
      whateverItSays(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(rival);
    }
  },

  STOPPED_UPLOAD_THEN_OTHER_KEY {
    @Override
    void check(HazardWorld world) {
      Path file = world.file("a", LARGE);
      Publisher publisher = world.stopped(KEY, file);
      succeeds(() -> publisher.putInParts("platform/compass-v2.7.3/a.tar.gz", file));
      assertThat(world.stored("platform/compass-v2.7.3/a.tar.gz")).isEqualTo(LARGE);
    }
  },

  UPLOAD_EXPIRED {
    @Override
    void check(HazardWorld world) {
      Path file = world.file("a", LARGE);
      Publisher publisher = world.stopped(KEY, file);
      world.bucket().uploads().forEach(upload -> world.bucket().abort(upload.id()));
      succeeds(() -> publisher.putInParts(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(LARGE);
    }
  },

  FILE_CHANGED_BETWEEN_RUNS {
    @Override
    void check(HazardWorld world) throws Exception {
      Path file = world.file("a", LARGE);
      FileTime time = Files.getLastModifiedTime(file);
      Publisher publisher = world.stopped(KEY, file);
      byte[] other = bytes(LARGE.length, 42);
      Files.write(file, other);
      Files.setLastModifiedTime(file, time);
      whateverItSays(() -> publisher.putInParts(KEY, file));
      assertThat(world.stored(KEY)).isIn(new byte[0], other);
    }
  },

  FILE_CHANGED_DURING_UPLOAD {
    @Override
    void check(HazardWorld world) {
      Path file = world.file("a", LARGE);
      byte[] other = bytes(LARGE.length, 42);
      OssFault change = OssFault.afterDoing(() -> world.file("a", other));
      world.faults().next(1, OssRequest.isPart(1), change);
      whateverItSays(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.stored(KEY)).isIn(new byte[0], LARGE, other);
    }
  },

  NO_CRC {
    @Override
    void check(HazardWorld world) {
      world.faults().always(request -> true, OssFault.noCrc());
      Path file = world.file("a", SMALL);
      Publisher publisher = world.publisher();
      assertThatThrownBy(() -> publisher.put(KEY, file)).isInstanceOf(RuntimeException.class);
    }
  },

  DAMAGED_ON_THE_WAY {
    @Override
    void check(HazardWorld world) {
      OssFault flip = OssFault.flipReceivedByte(7);
      world.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), flip);
      Path file = world.file("a", SMALL);
      whateverItSays(() -> world.publisher().put(KEY, file));
      assertThat(world.stored(KEY)).isIn(new byte[0], SMALL);
    }
  },

  WRONG_CRC_IN_ANSWER_TO_COMPLETE {
    @Override
    void check(HazardWorld world) {
      world.faults().next(1, COMPLETE, OssFault.wrongCrc());
      Path file = world.file("a", LARGE);
      succeeds(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(LARGE);
    }
  },

  PASSING_ERRORS {
    @Override
    void check(HazardWorld world) {
      for (int status : new int[] {408, 429, 504}) {
        OssFault later = OssFault.error(status, "Later");
        world.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), later);
        Path file = world.file("a", SMALL);
        succeeds(() -> world.publisher().put(KEY + status, file));
        assertThat(world.stored(KEY + status)).isEqualTo(SMALL);
      }
    }
  },

  STREAM_THAT_CANNOT_GO_BACK {
    @Override
    void check(HazardWorld world) {
      OssFault reset = OssFault.resetAfterReading(2 << 20);
      world.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), reset);
      world.faults().next(1, OssRequest.isPart(2), OssFault.resetAfterReading(10));
      byte[] bytes = bytes(3 << 20, 4);
      Path file = world.file("a", bytes);
      succeeds(() -> world.publisher().putStream(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(bytes);
    }
  },

  PEER_THAT_STOPS_READING {
    @Override
    void check(HazardWorld world) {
      world.faults().always(OssRequest.is(OssOperation.UPLOAD_PART), OssFault.hang());
      world.faults().always(OssRequest.is(OssOperation.PUT_OBJECT), OssFault.hang());
      // More than what fits into the buffers of both sides.
      Path file = world.file("a", new byte[24 << 20]);
      Publisher publisher = world.impatient();
      assertThat(ends(inBackground(() -> publisher.put(KEY, file)))).isTrue();
    }
  },

  CLOCK_SKEW {
    @Override
    void check(HazardWorld world) {
      world.server().clockAhead(Duration.ofHours(-1));
      Path file = world.file("a", SMALL);
      succeeds(() -> world.publisher().put(KEY, file));
      assertThat(world.stored(KEY)).isEqualTo(SMALL);
    }
  },

  TRUNCATED_ANSWER {
    @Override
    void check(HazardWorld world) throws Exception {
      world.bucket().put(KEY, LARGE);
      OssFault cut = OssFault.truncateAfter(1000);
      world.faults().next(1, OssRequest.is(OssOperation.GET_OBJECT), cut);
      Path target = world.path("target");
      whateverItSays(() -> world.publisher().get(KEY, target));
      assertThat(Files.exists(target) ? Files.readAllBytes(target) : LARGE).isEqualTo(LARGE);
    }
  },

  INTERRUPT {
    @Override
    void check(HazardWorld world) {
      Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
      world.faults().always(OssRequest.is(OssOperation.UPLOAD_PART), OssFault.hang());
      Path file = world.file("a", LARGE);
      Publisher publisher = world.publisher();
      Thread thread = inBackground(() -> publisher.putInParts(KEY, file));
      world.log().await(entry -> entry.fault().equals("hang"), Duration.ofSeconds(30));
      thread.interrupt();
      assertThat(ends(thread)).isTrue();
      Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
      left.removeAll(before);
      assertThat(left).allMatch(Thread::isDaemon);
    }
  },

  ONE_PART_THAT_FAILS {
    @Override
    void check(HazardWorld world) {
      OssFault refused = OssFault.error(400, "InvalidArgument");
      world.faults().always(OssRequest.isPart(1), refused);
      Path file = world.file("a", bytes(40 * PART, 3));
      whateverItSays(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.log().entries(OssRequest.is(OssOperation.UPLOAD_PART))).hasSizeLessThan(10);
      assertThat(world.bucket().uploads()).isEmpty();
    }
  },

  CLIENTS_LEFT_OPEN {
    @Override
    void check(HazardWorld world) {
      Path file = world.file("a", SMALL);
      for (int i = 0; i < 5; i++) {
        Publisher publisher = world.publisher();
        publisher.put(KEY + i, file);
        publisher.close();
      }
      assertThat(world.noConnections()).isTrue();
    }
  },

  ANSWERS_LEFT_OPEN {
    @Override
    void check(HazardWorld world) {
      world.bucket().put(KEY, bytes(1 << 20, 1));
      Publisher publisher = world.impatient();
      for (int i = 0; i < 5; i++) {
        publisher.peek(KEY);
      }
      Path file = world.file("a", SMALL);
      assertThat(ends(inBackground(() -> publisher.put(KEY + 2, file)))).isTrue();
    }
  },

  NO_BYTES {
    @Override
    void check(HazardWorld world) {
      Path file = world.file("a", new byte[0]);
      succeeds(() -> world.publisher().putInParts(KEY, file));
      assertThat(world.bucket().object(KEY)).hasValueSatisfying(o -> assertThat(o.size()).isZero());
    }
  },

  EXPECTED_REFUSALS_IN_THE_LOG {
    @Override
    void check(HazardWorld world) {
      world.bucket().put(KEY, bytes(5, 5));
      Path file = world.file("a", SMALL);
      Publisher publisher = world.publisher();
      try (SdkLog log = SdkLog.open()) {
        whateverItSays(() -> publisher.put(KEY, file));
        assertThat(log.records()).isEmpty();
      }
    }
  };

  private static final byte[] SMALL = bytes(5000, 1);
  private static final byte[] LARGE = bytes(3 * PART - 7, 2);
  private static final Predicate<OssRequest> COMPLETE =
      OssRequest.is(OssOperation.COMPLETE_MULTIPART_UPLOAD);

  /**
   * Let the hazard come true.
   *
   * @throws AssertionError if it does harm
   */
  abstract void check(HazardWorld world) throws Exception;
}
