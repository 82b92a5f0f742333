package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.oss.OssCredentials;
import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.oss.OssStoreBuilder;
import io.caicloud.hotfix.release.PublishException;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReceiptEntry;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssObject;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One publishing to an OSS of which a tenth of all answers are wrong, all that must be true of it
 * afterwards, and the run after it without faults. For one thread.
 */
final class FaultyPublish {

  /** Who else writes to the bucket. */
  enum Rival {
    NOBODY,
    NONE_EITHER,
    THE_SAME_BYTES,
    OTHER_BYTES
  }

  /**
   * What became of publishing.
   *
   * @param met how many requests met a fault
   * @param code of the failure, empty if there was none
   * @param rivalWon whether somebody else had written other bytes
   * @param orphans uploads that were left when all was published in the end
   */
  record End(int met, String code, boolean rivalWon, int orphans) {}

  static final double RATE = 0.1;

  private static final byte[] OTHER = {1, 2, 3};
  private static final Duration SILENCE = Duration.ofSeconds(1);

  /** All that a store's faults may lead to; the local files are all right. */
  private static final Set<String> CODES =
      Set.of(
          "store-conflict",
          "store-missing",
          "store-damaged",
          "store-denied",
          "store-unreachable",
          "store-failed");

  private final PublishBatch batch;
  private final PublishRequest request;
  private final Path journal;
  private final int seed;
  private final String rivalKey;

  /** What somebody else wrote. */
  private volatile @Nullable OssObject rivals;

  private final OssServer server = OssServer.builder().smallestPart(1).start();

  /**
   * Prepare publishing.
   *
   * @param request to publish the batch
   * @param journal an own folder
   * @param seed the seed of the faults; it also decides about journal, copies and rivals
   */
  FaultyPublish(PublishBatch batch, PublishRequest request, Path journal, int seed) {
    this.batch = batch;
    this.request = request;
    this.journal = journal;
    this.seed = seed;
    List<String> keys = List.copyOf(batch.objects().keySet());
    rivalKey = keys.get(seed / 8 % keys.size());
  }

  private Rival rival() {
    return Rival.values()[seed % Rival.values().length];
  }

  /** Publish under faults, check, publish without, check. */
  End run(List<OssFault> faults, byte[] right) throws IOException {
    try (server) {
      server.bucket().copiesHaveCrc(seed / 2 % 2 == 0);
      letRivalsWrite(right);
      server.faults().random(seed, RATE, any -> true, faults);
      HotfixException failure = publish();
      int met = server.log().entries().stream().mapToInt(e -> e.fault().isEmpty() ? 0 : 1).sum();
      server.faults().clear();
      boolean rivalWon = rivalWon();
      check(failure);
      repeat();
      int orphans = server.bucket().uploads().size();
      return new End(met, failure == null ? "" : failure.code(), rivalWon, orphans);
    }
  }

  private void letRivalsWrite(byte[] right) {
    byte[] bytes = rival() == Rival.OTHER_BYTES ? OTHER : right;
    if (rival() == Rival.THE_SAME_BYTES || rival() == Rival.OTHER_BYTES) {
      server.faults().next(1, this::makesRivalsObject, OssFault.before(() -> write(bytes)));
    }
  }

  String rivalKey() {
    return rivalKey;
  }

  private boolean makesRivalsObject(OssRequest asked) {
    OssOperation operation = asked.operation();
    return asked.key().equals(rivalKey)
        && (operation == OssOperation.PUT_OBJECT
            || operation == OssOperation.COPY_OBJECT
            || (operation == OssOperation.INITIATE_MULTIPART_UPLOAD && seed / 4 % 2 == 0)
            || operation == OssOperation.COMPLETE_MULTIPART_UPLOAD);
  }

  private void write(byte[] bytes) {
    if (server.bucket().object(rivalKey).isEmpty()) {
      rivals = server.bucket().put(rivalKey, bytes);
    }
  }

  private boolean rivalWon() {
    return server.bucket().object(rivalKey).filter(o -> o.size() == OTHER.length).isPresent();
  }

  private OssStore store() {
    OssCredential credential = server.credential();
    OssStoreBuilder builder =
        OssStore.builder("release")
            .endpoint(server.endpoint().toString())
            .region(server.region())
            .credentials(OssCredentials.of(credential.accessKeyId(), credential.accessKeySecret()))
            .partSize(100 * 1024)
            .deadline(SILENCE)
            .attempts(4, Duration.ofMillis(5));
    return (seed / 4 % 2 == 0 ? builder : builder.journal(journal)).build();
  }

  /** Publish once, and return what stopped it. */
  private @Nullable HotfixException publish() {
    HotfixException failure;
    try (OssStore store = store()) {
      failure =
          catchThrowableOfType(
              HotfixException.class,
              () -> assertThat(request.publish(store).isComplete()).isTrue());
    }
    server.faults().release();
    Quiet.await(() -> server.openConnections() == 0, "no open connections");
    return failure;
  }

  /** What is seen of the bucket must be right, what is told of it true. */
  private void check(@Nullable HotfixException failure) {
    List<String> keys = server.bucket().keys();
    OssObject foreigner = rivals;
    if (foreigner != null) {
      assertThat(server.bucket().object(rivalKey)).as("the rival's").containsSame(foreigner);
    }
    assertThat(PublishBatch.alone(keys)).as("checksums without packages").isEmpty();
    for (String key : keys) {
      boolean foreign = rivalWon() && key.equals(rivalKey);
      assertThat(isRight(key)).as(key).isEqualTo(!foreign);
      assertThat(foreign && keys.contains(key + ".sha256")).as("checksum of a rival").isFalse();
    }
    if (failure == null) {
      assertThat(keys).containsExactlyElementsOf(batch.objects().keySet());
      assertThat(rivalWon()).isFalse();
    } else {
      checkTruth(failure, keys);
    }
  }

  private void checkTruth(HotfixException failure, List<String> keys) {
    assertThat(failure.code()).as(failure.toString()).isIn(CODES);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    trace.append(failure.message(Locale.CHINESE));
    assertThat(trace.toString()).doesNotContain(server.credential().accessKeySecret());
    Optional<Receipt> receipt =
        failure instanceof PublishException stopped
            ? Optional.of(stopped.receipt())
            : Optional.empty();
    receipt.ifPresentOrElse(
        this::checkReceipt, () -> assertThat(keys).as("nothing published").isEmpty());
    boolean conflict = failure.code().equals("store-conflict");
    assertThat(conflict && !rivalWon()).as("a conflict with nobody: " + trace).isFalse();
  }

  private void checkReceipt(Receipt receipt) {
    assertThat(receipt.isComplete()).isFalse();
    assertThat(receipt.entries()).hasSameSizeAs(batch.objects().keySet());
    for (ReceiptEntry entry : receipt.entries()) {
      String key = entry.object().key().value();
      boolean there = server.bucket().object(key).isPresent();
      boolean right = isRight(key);
      Status status = entry.status();
      String as = entry.toString();
      switch (status) {
        case CONFLICT -> assertThat(there && !right).as(as).isTrue();
        case NOT_DONE -> assertThat(there).as(as).isFalse();
        case FAILED -> assertThat(there && !right && !rivalWon()).as(as).isFalse();
        case UPLOADED, COPIED, REPLACED, ADOPTED, ALREADY_THERE ->
            assertThat(right).as(as).isTrue();
      }
    }
  }

  private boolean isRight(String key) {
    return batch.isRight(server.bucket(), key);
  }

  /** Without faults it succeeds, unless a rival has won; then it does when that is removed. */
  private void repeat() {
    if (rivalWon()) {
      HotfixException failure = publish();
      assertThat(failure).as("with a rival").isNotNull();
      assertThat(failure.code()).isEqualTo("store-conflict");
      assertThat(failure.message(Locale.ENGLISH)).contains(rivalKey);
      check(failure);
      server.bucket().delete(rivalKey);
      rivals = null;
    }
    HotfixException failure = publish();
    if (failure != null) {
      throw new AssertionError("does not converge", failure);
    }
    check(null);
    try (OssStore store = store()) {
      assertThat(request.plan(store).isDone()).isTrue();
    }
  }

  /** Return the seed, the rival, and which requests met a fault. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed " + seed + ", " + rival() + " at " + rivalKey);
    server.log().entries().stream()
        .filter(entry -> !entry.fault().isEmpty())
        .forEach(e -> text.append("\n  ").append(e.request()).append(": ").append(e.fault()));
    return text.toString();
  }
}
