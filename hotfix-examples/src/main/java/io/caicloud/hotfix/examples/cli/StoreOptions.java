package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.oss.OssStoreBuilder;
import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.ReleaseStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The store to publish to: a folder, or a bucket with all that is needed to reach it. */
final class StoreOptions {

  private static final String BUCKET = "oss://infra-release/";

  @Option(names = "--store", paramLabel = "DIR|URL", required = true)
  private StorePlace place = new StorePlace("", "");

  @Option(names = "--address", paramLabel = "URL")
  private @Nullable String address;

  @Option(names = "--resume", paramLabel = "DIR", arity = "0..1")
  private @Nullable Path resume;

  @Option(names = "--no-resume")
  private boolean notResuming;

  @Option(names = "--allow-versioning")
  private boolean versioned;

  @Mixin private OssAccess access = new OssAccess();

  /** Open the store; the caller closes it. */
  ReleaseStore open(Terminal terminal) {
    access.refuseWithout(place);
    if (resume != null && notResuming) {
      throw Terminal.problem("resume-or-not");
    }
    if (!place.isBucket()) {
      return DirectoryStore.at(place.onDisk(), address == null ? BUCKET : address);
    }
    if (address != null) {
      throw Terminal.problem("address-of-bucket");
    }
    OssStoreBuilder bucket = access.bucket(place.bucket(), terminal).prefix(place.path());
    journals(terminal).ifPresent(bucket::journal);
    return versioned ? bucket.allowVersioning().build() : bucket.build();
  }

  /**
   * Return where it is written down how far uploads are, unless nobody wants to go on with them.
   */
  private Optional<Path> journals(Terminal terminal) {
    if (notResuming) {
      return Optional.empty();
    }
    if (resume != null && !resume.toString().isEmpty()) {
      return Optional.of(resume);
    }
    return terminal.stateFolder().map(folder -> folder.resolve("uploads"));
  }
}
