package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.PublishException;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.PublishStep;
import io.caicloud.hotfix.release.PublishStep.Action;
import io.caicloud.hotfix.release.PublishStep.Verdict;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReceiptEntry;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.spec.HotfixDate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link PublishRequest} refuses, and replaces only when told, with every store. */
public abstract class PublishRefusalContract {

  private static final String README = "platform/compass-v2.7.2/hotfixes/20181123/README.md";
  private static final byte[] OLD = "old notes".getBytes(UTF_8);

  @TempDir Path folder;

  private FaultyStore store = new FaultyStore(new MemoryStore());
  private HotfixPackage web;
  private Path readme;
  private PublishRequest request;

  /** For subclasses. */
  protected PublishRefusalContract() {}

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
    store = new FaultyStore(target().open());
    web = SamplePackages.make(folder, "console-web", "20181123");
    readme = Files.writeString(folder.resolve("notes.md"), "new notes");
    request = PublishRequest.of(web).notes(readme).to("compass-v2.7.2", "compass-v2.7.1");
  }

  @Test
  void writes_nothing_when_any_key_holds_other_bytes() {
    List<PublishStep> steps = request.plan(store).steps();
    assertThat(steps).hasSize(6);
    for (PublishStep step : steps) {
      String key = step.object().key().value();
      target().overwrite(key, "other".getBytes(UTF_8));

      PublishException conflict =
          catchThrowableOfType(PublishException.class, () -> request.publish(store));

      assertThat(conflict.code()).isEqualTo("store-conflict");
      assertThat(conflict)
          .hasMessageContaining(key)
          .hasMessageContaining(step.object().fingerprint().sha256().toString())
          .hasMessageContaining(Digest.of("other".getBytes(UTF_8)).toString());
      assertThat(conflict.message(Locale.CHINESE)).contains("没有写入任何内容").contains(key);
      assertThat(conflict.receipt().entries())
          .allMatch(
              entry ->
                  entry.status()
                      == (entry.object().key().value().equals(key)
                          ? Status.CONFLICT
                          : Status.NOT_DONE));
      assertThat(store.writes()).isEmpty();
      target().remove(key);
    }
  }

  @Test
  void replaces_notes_only_when_told() {
    target().overwrite(README, OLD);
    PublishStep refused = stepOfNotes(request);
    assertThat(refused.verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(refused.action()).isEqualTo(Action.REFUSE);

    PublishStep allowed = stepOfNotes(request.replaceNotes());
    assertThat(allowed.verdict()).isEqualTo(Verdict.OUTDATED);
    assertThat(allowed.action()).isEqualTo(Action.REPLACE);

    Receipt receipt = request.replaceNotes().publish(store);
    assertThat(receipt.entries())
        .filteredOn(entry -> entry.object().key().value().equals(README))
        .extracting(ReceiptEntry::status)
        .containsExactly(Status.REPLACED);
    assertThat(contents().get(README)).isEqualTo("new notes".getBytes(UTF_8));
  }

  @Test
  void replaces_nothing_but_notes() {
    for (PublishStep step : request.plan(store).steps()) {
      String key = step.object().key().value();
      target().overwrite(key, OLD);
      boolean notes = key.endsWith("/README.md");
      assertThat(request.replaceNotes().plan(store).conflicts()).hasSize(notes ? 0 : 1);
      target().remove(key);
    }
  }

  @Test
  void replaces_only_the_notes_that_the_caller_saw() {
    target().overwrite(README, OLD);
    Digest other = Digest.of("others".getBytes(UTF_8));
    assertThat(stepOfNotes(request.replaceNotes(other)).verdict()).isEqualTo(Verdict.CONFLICT);
    assertThat(stepOfNotes(request.replaceNotes(Digest.of(OLD))).verdict())
        .isEqualTo(Verdict.OUTDATED);
  }

  @Test
  void does_not_replace_notes_that_change_after_it_looked() {
    target().overwrite(README, OLD);
    store.before(
        operation -> {
          if (operation.kind() == FaultyStore.Kind.REPLACE) {
            target().overwrite(README, "newer".getBytes(UTF_8));
          }
        });
    PublishException conflict =
        catchThrowableOfType(PublishException.class, () -> request.replaceNotes().publish(store));
    assertThat(conflict.code()).isEqualTo("store-conflict");
    assertThat(contents().get(README)).isEqualTo("newer".getBytes(UTF_8));
  }

  @Test
  void settles_a_replacement_whose_answer_was_lost_or_that_never_happened() {
    target().overwrite(README, OLD);
    store.before(operation -> failOnce(operation, FaultyStore.Kind.REPLACE));
    PublishException failure =
        catchThrowableOfType(PublishException.class, () -> request.replaceNotes().publish(store));
    assertThat(failure.code()).isEqualTo("store-unreachable");
    assertThat(contents().get(README)).isEqualTo(OLD);

    store.before(operation -> {}).after(o -> failOnce(o, FaultyStore.Kind.REPLACE));
    assertThat(request.replaceNotes().publish(store).isComplete()).isTrue();
  }

  @Test
  void refuses_notes_that_say_nothing() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), readme);
    assertThat(codeOf(request.notes(link))).isEqualTo("source-unreadable");
    assertThat(codeOf(request.notes(folder))).isEqualTo("source-unreadable");
    assertThat(codeOf(request.notes(folder.resolve("no.md")))).isEqualTo("source-unreadable");
    for (byte[] bytes :
        List.of(" \n\t".getBytes(UTF_8), new byte[] {(byte) 0xE9}, new byte[(1 << 20) + 1])) {
      Path useless = Files.write(folder.resolve("useless.md"), bytes);
      assertThat(codeOf(request.notes(useless))).isEqualTo("notes-unusable");
    }
    assertThat(store.operations()).isEmpty();
  }

  @Test
  void refuses_what_contradicts_itself() {
    HotfixPackage later = SamplePackages.make(folder, "console-api", "20181124");
    PublishRequest two = PublishRequest.of(web, later).to("compass-v2.7.2");
    assertThat(codeOf(two.notes(readme))).isEqualTo("publish-notes-date");
    assertThat(codeOf(two.date(HotfixDate.parse("20181123")))).isEqualTo("publish-date");
    assertThat(codeOf(PublishRequest.of(web, web).to("v1"))).isEqualTo("publish-duplicate");
    assertThat(codeOf(PublishRequest.of().to("v1"))).isEqualTo("publish-nothing");
    assertThat(codeOf(PublishRequest.of().notes(readme).to("v1"))).isEqualTo("publish-notes-date");
    assertThat(store.operations()).isEmpty();
  }

  @Test
  void refuses_a_package_that_is_gone() throws IOException {
    Files.delete(web.path());
    assertThat(codeOf(request)).isEqualTo("source-unreadable");
    assertThat(store.operations()).isEmpty();
  }

  @Test
  void refuses_a_package_with_a_single_wrong_byte() throws IOException {
    byte[] bytes = Files.readAllBytes(web.path());
    for (int at : new int[] {0, bytes.length / 3, bytes.length / 2, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(web.path(), damaged);
      assertThat(codeOf(request)).as("byte %d", at).isEqualTo("package-damaged");
    }
    assertThat(store.operations()).isEmpty();
  }

  @Test
  void refuses_a_package_that_was_exchanged() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    HotfixPackage other = SamplePackages.make(elsewhere, "console-web", "20181123", "replicas: 3");
    Files.copy(other.path(), web.path(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(codeOf(request)).isEqualTo("publish-other-package");
    assertThat(store.operations()).isEmpty();
  }

  @Test
  void needs_a_product_version() {
    PublishRequest nowhere = PublishRequest.of(web);
    assertThatIllegalStateException().isThrownBy(() -> nowhere.publish(store));
    assertThatExceptionOfType(HotfixException.class)
        .isThrownBy(() -> nowhere.to("../elsewhere"))
        .extracting(HotfixException::code)
        .isEqualTo("invalid-version-folder");
  }

  private static void failOnce(FaultyStore.Operation operation, FaultyStore.Kind kind) {
    if (operation.kind() == kind) {
      throw FaultyStore.unreachable(operation);
    }
  }

  private PublishStep stepOfNotes(PublishRequest of) {
    return of.plan(store).steps().stream()
        .filter(step -> step.object().key().value().equals(README))
        .findFirst()
        .orElseThrow();
  }

  private String codeOf(PublishRequest refused) {
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> refused.publish(store));
    assertThat(failure).isNotNull();
    return failure.code();
  }
}
