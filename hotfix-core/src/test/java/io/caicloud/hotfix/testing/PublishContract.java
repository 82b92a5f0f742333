package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.release.PublishException;
import io.caicloud.hotfix.release.PublishPlan;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReceiptEntry;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.spec.VersionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link PublishRequest} does with every store; beside it {@link PublishRefusalContract} and
 * {@link PublishResumeContract}.
 */
public abstract class PublishContract {

  private static final String V2 = "platform/compass-v2.7.2/hotfixes/20181123/";
  private static final String V1 = "platform/compass-v2.7.1/hotfixes/20181123/";
  private static final String WEB = SamplePackages.name("console-web", "20181123");
  private static final String API = SamplePackages.name("console-api", "20181123");

  @TempDir Path folder;

  private HotfixPackage web;
  private PublishRequest request;

  private ReleaseStore real = new MemoryStore();
  private FaultyStore store = new FaultyStore(real);

  /** For subclasses. */
  protected PublishContract() {}

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
    Path readme = Files.writeString(folder.resolve("notes.md"), "# 修复登录问题\n");
    request = PublishRequest.of(web, api).notes(readme).to("compass-v2.7.2/", "compass-v2.7.1");
  }

  @Test
  void puts_everything_into_every_product_version() throws IOException {
    Tools.require("sha256sum");
    Path root = folder.resolve("store");

    Receipt receipt = request.publish(store);

    contents().forEach((key, bytes) -> write(root.resolve(key), bytes));
    assertThat(contents())
        .containsOnlyKeys(
            V1 + WEB,
            V1 + WEB + ".sha256",
            V1 + API,
            V1 + API + ".sha256",
            V1 + "README.md",
            V2 + WEB,
            V2 + WEB + ".sha256",
            V2 + API,
            V2 + API + ".sha256",
            V2 + "README.md");
    for (String version : List.of(V1, V2)) {
      assertThat(root.resolve(version + WEB)).hasSameBinaryContentAs(web.path());
      assertThat(root.resolve(version + "README.md")).hasContent("# 修复登录问题\n");
      for (String name : List.of(WEB, API)) {
        Tools.run(
                List.of("sha256sum", "-c", "--strict", name + ".sha256"),
                root.resolve(version),
                Map.of())
            .succeeded();
      }
    }
    assertThat(receipt.comment())
        .isEqualTo(
            """
            packages uploaded to
            %s
            %s
            %s
            %s
            /queue done-package-uploaded"""
                .formatted(
                    address(V2 + WEB), address(V2 + API), address(V1 + WEB), address(V1 + API)));
  }

  @Test
  void sends_packages_once_then_their_checksums_and_notes_last() {

    Receipt receipt = request.publish(store);

    assertThat(store.writes())
        .containsExactly(
            "PUT " + V2 + WEB,
            "COPY " + V1 + WEB,
            "PUT " + V2 + WEB + ".sha256",
            "PUT " + V1 + WEB + ".sha256",
            "PUT " + V2 + API,
            "COPY " + V1 + API,
            "PUT " + V2 + API + ".sha256",
            "PUT " + V1 + API + ".sha256",
            "PUT " + V2 + "README.md",
            "PUT " + V1 + "README.md");
    assertThat(receipt.isComplete()).isTrue();
    assertThat(receipt.entries())
        .extracting(ReceiptEntry::status)
        .containsExactly(
            Status.UPLOADED,
            Status.COPIED,
            Status.UPLOADED,
            Status.UPLOADED,
            Status.UPLOADED,
            Status.COPIED,
            Status.UPLOADED,
            Status.UPLOADED,
            Status.UPLOADED,
            Status.UPLOADED);
  }

  @Test
  void looks_at_every_key_before_it_writes() {
    request.publish(store);
    assertThat(store.operations().subList(0, 10))
        .allMatch(operation -> operation.kind() == FaultyStore.Kind.LOOK)
        .extracting(FaultyStore.Operation::key)
        .doesNotHaveDuplicates();
    assertThat(store.operations().subList(10, 20)).allMatch(operation -> operation.kind().writes());
  }

  @Test
  void plans_without_writing_what_it_then_does() {
    PublishPlan plan = request.plan(store);
    assertThat(store.writes()).isEmpty();
    assertThat(plan.conflicts()).isEmpty();
    assertThat(plan.isDone()).isFalse();

    Receipt receipt = request.publish(store);

    assertThat(store.writes()).hasSameSizeAs(plan.steps());
    assertThat(receipt.entries())
        .extracting(entry -> entry.object().key())
        .isEqualTo(plan.steps().stream().map(step -> step.object().key()).toList());
    assertThat(receipt.sent()).isEqualTo(plan.bytesToSend());
  }

  @Test
  void does_nothing_the_second_time() {
    request.publish(store);
    int writes = store.writes().size();

    assertThat(request.plan(store).isDone()).isTrue();
    Receipt again = request.publish(store);

    assertThat(store.writes()).hasSize(writes);
    assertThat(again.sent()).isZero();
    assertThat(again.entries()).allMatch(entry -> entry.status() == Status.ALREADY_THERE);
    assertThat(again.comment()).startsWith("packages uploaded to\n");
  }

  @Test
  void copies_from_whichever_product_version_has_it() {
    request.to("compass-v2.7.1").publish(store);
    int writes = store.writes().size();

    Receipt receipt = request.publish(store);

    assertThat(store.writes().subList(writes, store.writes().size()))
        .containsExactly(
            "COPY " + V2 + WEB,
            "PUT " + V2 + WEB + ".sha256",
            "COPY " + V2 + API,
            "PUT " + V2 + API + ".sha256",
            "PUT " + V2 + "README.md");
    assertThat(receipt.comment()).contains(real.address(StoreKey.of(V2 + WEB)));
  }

  @Test
  void tells_how_far_it_is_per_object_and_in_all() {
    request.to("compass-v2.7.1").publish(store);
    List<Progress> told = new ArrayList<>();
    PublishRequest more = request.to("compass-v2.7.1", "compass-v2.7.2");
    long total = more.plan(store).bytesToSend();

    more.progress(told::add).publish(store);

    for (String version : List.of(V1, V2)) {
      assertThat(told)
          .contains(new Progress(Progress.Stage.PUBLISH, version + WEB, web.size(), web.size()));
    }
    List<Progress> totals =
        told.stream().filter(progress -> progress.stage() == Progress.Stage.TOTAL).toList();
    assertThat(totals).isSortedAccordingTo(Comparator.comparing(Progress::done));
    assertThat(totals.get(totals.size() - 1))
        .isEqualTo(new Progress(Progress.Stage.TOTAL, "", total, total));
    assertThat(total).isPositive().isLessThan(web.size());
  }

  @Test
  void says_of_each_product_version_what_it_has_and_finishes_the_rest() {
    store.failAt(15);

    PublishException stopped =
        catchThrowableOfType(PublishException.class, () -> request.publish(store));

    Receipt partial = stopped.receipt();
    VersionFolder first = VersionFolder.parse("compass-v2.7.2");
    VersionFolder second = VersionFolder.parse("compass-v2.7.1");
    assertThat(partial.entries(first))
        .extracting(ReceiptEntry::status)
        .containsExactly(
            Status.UPLOADED, Status.UPLOADED, Status.UPLOADED, Status.NOT_DONE, Status.NOT_DONE);
    assertThat(partial.entries(second))
        .extracting(ReceiptEntry::status)
        .containsExactly(
            Status.COPIED, Status.UPLOADED, Status.FAILED, Status.NOT_DONE, Status.NOT_DONE);
    assertThat(partial.toJson()).contains("\"complete\" : false").contains("\"not-done\"");

    Receipt rest = request.publish(store.before(operation -> {}));

    assertThat(rest.isComplete()).isTrue();
    assertThat(rest.entries(second).get(2).status()).isEqualTo(Status.COPIED);
    assertThat(rest.entries().stream().filter(e -> e.status() == Status.ALREADY_THERE)).hasSize(5);
  }

  @Test
  void does_not_mind_a_listener_that_throws() {
    Receipt receipt =
        request
            .progress(
                progress -> {
                  throw new IllegalStateException("from the listener");
                })
            .publish(store);
    assertThat(receipt.isComplete()).isTrue();
  }

  @Test
  void lets_two_who_publish_the_same_at_once_both_succeed() throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Receipt> receipts = new ArrayList<>();
    try {
      List<Future<Receipt>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        running.add(
            threads.submit(
                () -> {
                  try (ReleaseStore own = target().open()) {
                    return request.publish(new FaultyStore(own).before(o -> meet(start, o)));
                  }
                }));
      }
      for (Future<Receipt> one : running) {
        receipts.add(one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    for (int i = 0; i < 10; i++) {
      int index = i;
      assertThat(receipts.stream().map(receipt -> receipt.entries().get(index).status()))
          .as(receipts.get(0).entries().get(i).address())
          .containsOnlyOnce(Status.ADOPTED)
          .containsAnyOf(Status.UPLOADED, Status.COPIED);
    }
    assertThat(contents()).hasSize(10);
  }

  /** Both have looked at all keys when the first begins to write. */
  private static void meet(CyclicBarrier start, FaultyStore.Operation operation) {
    if (operation.number() == 10) {
      try {
        start.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void publishes_notes_alone_when_given_a_date() throws IOException {
    Path readme = Files.writeString(folder.resolve("late.md"), "late");
    PublishRequest.of()
        .notes(readme)
        .date(web.manifest().facts().date())
        .to("compass-v2.7.2")
        .publish(store);
    assertThat(contents()).containsOnlyKeys(V2 + "README.md");
    assertThat(contents().get(V2 + "README.md")).isEqualTo("late".getBytes(UTF_8));
  }

  @Test
  void publishes_several_dates_without_notes() {
    HotfixPackage later = SamplePackages.make(folder, "console-web", "20181124");
    PublishRequest.of(web, later).to("compass-v2.7.2").publish(store);
    assertThat(contents().keySet()).contains(V2 + WEB, V2.replace("23/", "24/") + later.name());
  }

  private String address(String key) {
    return real.address(StoreKey.of(key));
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
