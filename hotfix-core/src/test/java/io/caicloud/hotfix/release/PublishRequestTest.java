package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.testing.FaultyStore;
import io.caicloud.hotfix.testing.MemoryStore;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishRequestTest {

  private static final String V2 = "platform/compass-v2.7.2/hotfixes/20181123/";
  private static final String V1 = "platform/compass-v2.7.1/hotfixes/20181123/";
  private static final String WEB = Packages.name("console-web", "20181123");
  private static final String API = Packages.name("console-api", "20181123");

  @TempDir Path folder;

  private HotfixPackage web;
  private PublishRequest request;

  @BeforeEach
  void build() throws IOException {
    web = Packages.make(folder, "console-web", "20181123");
    HotfixPackage api = Packages.make(folder, "console-api", "20181123");
    Path readme = Files.writeString(folder.resolve("notes.md"), "# 修复登录问题\n");
    request = PublishRequest.of(web, api).notes(readme).to("compass-v2.7.2/", "compass-v2.7.1");
  }

  @Test
  void puts_everything_into_every_product_version() throws IOException {
    Tools.require("sha256sum");
    Path root = folder.resolve("store");

    Receipt receipt = request.publish(DirectoryStore.at(root, "oss://infra-release/"));

    assertThat(filesBelow(root))
        .containsExactlyInAnyOrder(
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
            oss://infra-release/%s
            oss://infra-release/%s
            oss://infra-release/%s
            oss://infra-release/%s
            /queue done-package-uploaded"""
                .formatted(V2 + WEB, V2 + API, V1 + WEB, V1 + API));
  }

  @Test
  void sends_packages_once_then_their_checksums_and_notes_last() {
    FaultyStore store = new FaultyStore(new MemoryStore());

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
    FaultyStore store = new FaultyStore(new MemoryStore());
    request.publish(store);
    assertThat(store.operations().subList(0, 10))
        .allMatch(operation -> operation.kind() == FaultyStore.Kind.LOOK)
        .extracting(FaultyStore.Operation::key)
        .doesNotHaveDuplicates();
    assertThat(store.operations().subList(10, 20)).allMatch(operation -> operation.kind().writes());
  }

  @Test
  void plans_without_writing_what_it_then_does() {
    FaultyStore store = new FaultyStore(new MemoryStore());
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
    FaultyStore store = new FaultyStore(new MemoryStore());
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
    FaultyStore store = new FaultyStore(new MemoryStore());
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
    assertThat(receipt.comment()).contains("memory://store/" + V2 + WEB);
  }

  @Test
  void tells_how_far_it_is() {
    List<Progress> told = new ArrayList<>();
    request.progress(told::add).publish(DirectoryStore.at(folder.resolve("store")));
    for (String version : List.of(V1, V2)) {
      assertThat(told)
          .contains(new Progress(Progress.Stage.PUBLISH, version + WEB, web.size(), web.size()));
    }
  }

  @Test
  void does_not_mind_a_listener_that_throws() {
    Receipt receipt =
        request
            .progress(
                progress -> {
                  throw new IllegalStateException("from the listener");
                })
            .publish(DirectoryStore.at(folder.resolve("store")));
    assertThat(receipt.isComplete()).isTrue();
  }

  @Test
  void lets_two_who_publish_the_same_at_once_both_succeed() throws Exception {
    Path root = folder.resolve("store");
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Receipt> receipts = new ArrayList<>();
    try {
      List<Future<Receipt>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        running.add(
            threads.submit(
                () -> {
                  FaultyStore store = new FaultyStore(DirectoryStore.at(root));
                  PublishPlan plan = request.plan(store);
                  start.await();
                  return Publisher.run(store, plan, progress -> {});
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
    assertThat(filesBelow(root)).hasSize(10);
  }

  @Test
  void publishes_notes_alone_when_given_a_date() throws IOException {
    MemoryStore store = new MemoryStore();
    Path readme = Files.writeString(folder.resolve("late.md"), "late");
    PublishRequest.of()
        .notes(readme)
        .date(web.manifest().facts().date())
        .to("compass-v2.7.2")
        .publish(store);
    assertThat(store.contents()).containsOnlyKeys(V2 + "README.md");
    assertThat(store.contents().get(V2 + "README.md")).isEqualTo("late".getBytes(UTF_8));
  }

  @Test
  void publishes_several_dates_without_notes() {
    HotfixPackage later = Packages.make(folder, "console-web", "20181124");
    MemoryStore store = new MemoryStore();
    PublishRequest.of(web, later).to("compass-v2.7.2").publish(store);
    assertThat(store.contents().keySet())
        .contains(V2 + WEB, V2.replace("23/", "24/") + later.name());
  }

  private static List<String> filesBelow(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .toList();
    }
  }
}
