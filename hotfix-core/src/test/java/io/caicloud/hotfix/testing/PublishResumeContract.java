package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.PublishException;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReceiptEntry;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.FaultyStore.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops {@link PublishRequest} at every operation in every way, with every store, and runs it
 * again.
 */
public abstract class PublishResumeContract {

  /** Ten keys are looked at, then ten written. */
  private static final int LOOKS = 10;

  private static final int ALL = 20;

  @TempDir Path folder;

  private HotfixPackage web;
  private PublishRequest request;
  private ReleaseStore real = new MemoryStore();
  private FaultyStore store = new FaultyStore(real);

  /** For subclasses. */
  protected PublishResumeContract() {}

  /** Return the store to publish to, empty at the start of every test. */
  protected abstract TestedStore target();

  private Map<String, byte[]> contents() {
    return target().contents();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @BeforeEach
  void build() throws IOException {
    real = target().open();
    store = new FaultyStore(real);
    web = SamplePackages.make(folder, "console-web", "20181123");
    HotfixPackage api = SamplePackages.make(folder, "console-api", "20181123");
    Path readme = Files.writeString(folder.resolve("notes.md"), "notes");
    request = PublishRequest.of(web, api).notes(readme).to("compass-v2.7.2", "compass-v2.7.1");
  }

  private void startAnew() {
    contents().keySet().forEach(target()::remove);
    store = new FaultyStore(real);
  }

  @Test
  void has_as_many_operations_as_this_test_goes_through() {
    request.publish(store);
    assertThat(store.operations()).hasSize(ALL);
  }

  @Test
  void finishes_after_a_failure_at_any_operation_and_sends_only_what_is_missing() {
    for (int stop = 0; stop < ALL; stop++) {
      startAnew();
      store.failAt(stop);
      HotfixException failure = failure(store);
      assertThat(failure.code()).isEqualTo("store-unreachable");
      assertThat(contents()).hasSize(Math.max(0, stop - LOOKS));
      checkReceipt(failure, stop);
      finish(stop);
    }
  }

  @Test
  void adopts_what_was_written_when_any_answer_is_lost() {
    for (int stop = LOOKS; stop < ALL; stop++) {
      startAnew();
      store.loseAnswerAt(stop);
      Receipt receipt = request.publish(store);
      assertThat(receipt.isComplete()).isTrue();
      assertThat(receipt.entries().get(stop - LOOKS).status()).isEqualTo(Status.ADOPTED);
      assertThat(receipt.entries().stream().filter(entry -> entry.status() == Status.ADOPTED))
          .hasSize(1);
      assertThat(store.writes()).hasSize(ALL - LOOKS).doesNotHaveDuplicates();
    }
  }

  @Test
  void finishes_after_the_store_went_away_for_good_at_any_operation() {
    for (int stop = 0; stop < ALL; stop++) {
      startAnew();
      int first = stop;
      store.after(operation -> failIf(operation.number() >= first, operation));
      HotfixException failure = failure(store);
      assertThat(failure.code()).isEqualTo("store-unreachable");
      // The last operation was done, but nobody could tell.
      assertThat(contents()).hasSize(Math.max(0, stop - LOOKS + 1));
      checkReceipt(failure, stop);
      finish(stop);
    }
  }

  @Test
  void finishes_after_an_interrupt_at_any_operation() {
    for (int stop = 0; stop < ALL; stop++) {
      startAnew();
      int at = stop;
      store.before(
          operation -> {
            if (operation.number() == at) {
              Thread.currentThread().interrupt();
            }
          });
      HotfixException failure;
      try {
        failure = failure(store);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(failure.code()).isEqualTo("interrupted");
      checkReceipt(failure, stop);
      finish(stop);
    }
  }

  @Test
  void never_shows_a_checksum_without_its_package_nor_notes_before_the_packages() {
    List<Set<String>> seen = new ArrayList<>();
    request.publish(store.after(operation -> seen.add(contents().keySet())));
    assertThat(seen).hasSize(ALL);
    for (Set<String> keys : seen) {
      assertThat(keys)
          .filteredOn(key -> key.endsWith(".sha256"))
          .allMatch(key -> keys.contains(key.replace(".sha256", "")));
      if (keys.stream().anyMatch(key -> key.endsWith("README.md"))) {
        assertThat(keys).hasSizeGreaterThanOrEqualTo(9);
      }
    }
  }

  @Test
  void yields_to_a_rival_with_other_bytes_at_any_key() {
    for (int write = 0; write < ALL - LOOKS; write++) {
      startAnew();
      int at = LOOKS + write;
      store.before(operation -> rival(operation, at));
      HotfixException failure = failure(store);
      assertThat(failure.code()).isEqualTo("store-conflict");
      assertThat(failure).isInstanceOf(PublishException.class);
      Receipt receipt = ((PublishException) failure).receipt();
      assertThat(receipt.entries().get(write).status()).isEqualTo(Status.CONFLICT);
      String key = receipt.entries().get(write).object().key().value();
      assertThat(contents().get(key)).isEqualTo("rival".getBytes(UTF_8));
    }
  }

  @Test
  void finds_a_rival_when_it_looks_after_a_failure() {
    store.before(
        operation -> {
          rival(operation, LOOKS);
          failIf(operation.number() == LOOKS, operation);
        });
    assertThat(failure(store).code()).isEqualTo("store-conflict");
  }

  @Test
  void notices_a_package_that_changes_between_plan_and_upload() {
    store.before(
        operation -> {
          if (operation.number() == LOOKS) {
            append(web.path());
          }
        });
    HotfixException failure = failure(store);
    assertThat(failure.code()).isEqualTo("source-changed");
    assertThat(contents()).isEmpty();
  }

  @Test
  void tells_of_a_store_that_throws_anything_else() {
    store.before(
        operation -> {
          if (operation.number() == LOOKS) {
            throw new IllegalStateException("a bug of the store");
          }
        });
    HotfixException failure = failure(store);
    assertThat(failure).isInstanceOf(PublishException.class).hasMessageContaining("a bug of");
    assertThat(failure.code()).isEqualTo("store-failed");
  }

  private HotfixException failure(ReleaseStore to) {
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> request.publish(to));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static void failIf(boolean fail, Operation operation) {
    if (fail) {
      throw FaultyStore.unreachable(operation);
    }
  }

  private void rival(Operation operation, int at) {
    if (operation.number() == at) {
      target().overwrite(operation.key(), "rival".getBytes(UTF_8));
    }
  }

  /** Before the first write there is no receipt; after it, it tells exactly what is there. */
  private static void checkReceipt(HotfixException failure, int stop) {
    assertThat(failure instanceof PublishException).isEqualTo(stop >= LOOKS);
    if (failure instanceof PublishException partial) {
      List<Status> statuses =
          partial.receipt().entries().stream().map(ReceiptEntry::status).toList();
      int done = stop - LOOKS;
      assertThat(statuses.subList(0, done)).allMatch(Status::isThere);
      assertThat(statuses.get(done)).isEqualTo(Status.FAILED);
      assertThat(statuses.subList(done + 1, statuses.size()))
          .allMatch(status -> status == Status.NOT_DONE);
      assertThat(partial.receipt().isComplete()).isFalse();
    }
  }

  private void finish(int stop) {
    TreeMap<String, byte[]> there = new TreeMap<>(contents());
    FaultyStore again = new FaultyStore(real);
    Receipt receipt = request.publish(again);
    assertThat(receipt.isComplete()).as("after a stop at %d", stop).isTrue();
    assertThat(again.writes()).hasSize(LOOKS - there.size());
    assertThat(again.writes())
        .noneMatch(write -> there.containsKey(write.substring(write.indexOf(' ') + 1)));
    assertThat(contents()).hasSize(LOOKS);
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "!", java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
