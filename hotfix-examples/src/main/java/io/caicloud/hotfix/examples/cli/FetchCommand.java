package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.FetchRequest;
import io.caicloud.hotfix.release.FetchResult;
import io.caicloud.hotfix.release.FetchedFile;
import io.caicloud.hotfix.release.ReleaseStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hotfix fetch oss://BUCKET/PATH DIR}: gets packages back from a release store, verified.
 */
@Command(name = "fetch")
final class FetchCommand extends HotfixTask {

  @Parameters(index = "0", paramLabel = "FROM", descriptionKey = "fetched-place")
  private StorePlace from = new StorePlace("", "");

  @Parameters(index = "1", paramLabel = "DIR", descriptionKey = "fetched-into")
  private Path directory = Path.of("");

  @Option(names = "--unpublished")
  private boolean unpublished;

  @Mixin private OssAccess access = new OssAccess();

  @Override
  int run(Terminal terminal) {
    access.refuseWithout(from);
    FetchRequest request = FetchRequest.of(path()).into(directory).progress(terminal.progress());
    FetchResult result;
    try (ReleaseStore store = open(terminal)) {
      result = (unpublished ? request.allowUnpublished() : request).fetch(store);
    }
    print(result, terminal);
    return ExitCode.DONE;
  }

  private ReleaseStore open(Terminal terminal) {
    if (from.isBucket()) {
      return access.bucket(from.bucket(), terminal).build();
    }
    Path place = Source.require(from.onDisk().toAbsolutePath().normalize());
    Path parent = place.getParent();
    return DirectoryStore.at(Files.isDirectory(place) || parent == null ? place : parent);
  }

  /** Return the path in the store, which for a folder on this machine begins at the folder. */
  private String path() {
    if (from.isBucket()) {
      return from.path();
    }
    Path place = from.onDisk().toAbsolutePath().normalize();
    return Files.isDirectory(place) ? "" : String.valueOf(place.getFileName());
  }

  private static void print(FetchResult result, Terminal terminal) {
    if (terminal.isJson()) {
      terminal.json(Json.fetched(result));
    }
    List<String> words =
        result.files().stream()
            .map(file -> terminal.text("fetch." + Json.word(file.status())))
            .toList();
    for (int i = 0; i < words.size(); i++) {
      FetchedFile file = result.files().get(i);
      terminal.say("fetched", Columns.pad(words.get(i), Columns.widest(words)), file.path());
    }
    terminal.note("fetch-done", result.files().size(), result.received());
  }
}
