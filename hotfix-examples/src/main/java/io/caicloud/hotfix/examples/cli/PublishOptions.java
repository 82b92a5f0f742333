package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.release.PublishException;
import io.caicloud.hotfix.release.PublishObject;
import io.caicloud.hotfix.release.PublishPlan;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.PublishStep;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.spec.VersionFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that publish, and the publishing. */
final class PublishOptions {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--replace-notes")
  private boolean replaceNotes;

  @Option(names = "--dry-run")
  private boolean dryRun;

  /** Publish, print what became of it, and return the exit code. */
  int publish(
      List<HotfixPackage> packages,
      List<VersionFolder> folders,
      Optional<Path> notes,
      Terminal terminal) {
    PublishRequest request = PublishRequest.of(packages).to(folders).progress(terminal.progress());
    if (notes.isPresent()) {
      request = request.notes(notes.get());
    }
    if (replaceNotes) {
      request = request.replaceNotes();
    }
    try (ReleaseStore target = store.open(terminal)) {
      return dryRun
          ? printed(request.plan(target), terminal)
          : printed(request.publish(target), terminal);
    } catch (PublishException e) {
      printEntries(e.receipt(), terminal);
      return terminal.failure(e);
    }
  }

  boolean isDryRun() {
    return dryRun;
  }

  private static int printed(PublishPlan plan, Terminal terminal) {
    if (terminal.isJson()) {
      terminal.json(Json.publishPlan(plan));
    }
    List<String> actions = plan.steps().stream().map(s -> word(s.action(), terminal)).toList();
    for (int i = 0; i < actions.size(); i++) {
      PublishObject object = plan.steps().get(i).object();
      String action = Columns.pad(actions.get(i), Columns.widest(actions));
      terminal.say("would-publish", action, object.key(), object.fingerprint().size());
    }
    if (plan.conflicts().isEmpty()) {
      return ExitCode.DONE;
    }
    terminal.complain("would-conflict", plan.conflicts().size());
    return ExitCode.REFUSED;
  }

  private static int printed(Receipt receipt, Terminal terminal) {
    printEntries(receipt, terminal);
    terminal.result("\n" + receipt.comment());
    return ExitCode.DONE;
  }

  private static void printEntries(Receipt receipt, Terminal terminal) {
    if (terminal.isJson()) {
      terminal.jsonText(receipt.toJson());
    }
    List<String> words =
        receipt.entries().stream().map(entry -> word(entry.status(), terminal)).toList();
    for (int i = 0; i < words.size(); i++) {
      String word = Columns.pad(words.get(i), Columns.widest(words));
      terminal.say("published", word, receipt.entries().get(i).object().key());
    }
  }

  private static String word(Enum<?> constant, Terminal terminal) {
    String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return terminal.text(
        constant instanceof PublishStep.Action ? "action." + name : "status." + name);
  }
}
