package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.PublishException;
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
import picocli.CommandLine.Option;

/** The options of all commands that publish, and the publishing. */
final class PublishOptions {

  private static final String BUCKET = "oss://infra-release/";

  @Option(names = "--store", paramLabel = "DIR", required = true)
  private Path store = Path.of("");

  @Option(names = "--address", paramLabel = "URL")
  private String address = BUCKET;

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
    try (ReleaseStore target = DirectoryStore.at(store, address)) {
      return dryRun
          ? printed(request.plan(target), terminal)
          : printed(request.publish(target), terminal);
    } catch (PublishException e) {
      printEntries(e.receipt(), terminal);
      return terminal.failure(e);
    }
  }

  private static int printed(PublishPlan plan, Terminal terminal) {
    if (terminal.isJson()) {
      terminal.json(Json.publishPlan(plan));
    }
    for (PublishStep step : plan.steps()) {
      terminal.say(
          "would-publish",
          step.verdict().name().toLowerCase(Locale.ROOT),
          step.object().key(),
          step.object().fingerprint().size());
    }
    return plan.conflicts().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static int printed(Receipt receipt, Terminal terminal) {
    printEntries(receipt, terminal);
    if (!terminal.isJson()) {
      terminal.result("");
      terminal.result(receipt.comment());
    }
    return ExitCode.DONE;
  }

  private static void printEntries(Receipt receipt, Terminal terminal) {
    if (terminal.isJson()) {
      terminal.result(receipt.toJson().stripTrailing());
    }
    receipt
        .entries()
        .forEach(
            e ->
                terminal.say(
                    "published", e.status().name().toLowerCase(Locale.ROOT), e.object().key()));
  }
}
