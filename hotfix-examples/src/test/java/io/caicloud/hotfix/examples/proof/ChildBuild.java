package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The build of a tree in a process of its own. Its folders are made when they are needed and stay.
 *
 * @param tree the checkout
 * @param registry the host that has the images
 * @param out where packages go
 * @param temporary the process's folder for temporary files
 * @param cache where blobs are kept, if anywhere
 */
record ChildBuild(Path tree, String registry, Path out, Path temporary, @Nullable Path cache) {

  ChildBuild into(Path other) {
    return new ChildBuild(tree, registry, other, temporary, cache);
  }

  /**
   * Start the process. It writes a line at each step of its work.
   *
   * @param options of the virtual machine
   */
  Process start(String... options) throws IOException {
    Files.createDirectories(temporary);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    // Starts faster; these processes live for a second.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildBuild.class.getName(), tree.toString(), registry, out.toString()));
    if (cache != null) {
      command.add(cache.toString());
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /**
   * Wait for some steps of a process, or for its end.
   *
   * @return how many there were
   */
  static int follow(Process process, int steps) throws IOException {
    BufferedReader output = process.inputReader();
    int done = 0;
    while (done < steps && output.readLine() != null) {
      done++;
    }
    return done;
  }

  /**
   * Wait until a process has ended well.
   *
   * @return how many steps there were
   */
  static int finish(Process process) throws IOException, InterruptedException {
    int steps = follow(process, Integer.MAX_VALUE);
    assertThat(process.waitFor()).as("exit code").isZero();
    return steps;
  }

  /**
   * Build.
   *
   * @param arguments tree, registry, output folder, and a cache or nothing
   */
  public static void main(String[] arguments) {
    ReleaseTree tree = ReleaseTree.read(Path.of(arguments[0]));
    RegistryImages.Builder source = SharedBatch.from(arguments[1], RegistryAccess.anonymous());
    if (arguments.length > 3) {
      source.cache(BlobCache.at(Path.of(arguments[3])));
    }
    try (RegistryImages images = source.build()) {
      BuildOptions options =
          BuildOptions.into(Path.of(arguments[2]))
              .images(images)
              .progress(progress -> System.out.println(progress.stage()));
      BatchResult result = HotfixPackager.buildAll(tree, options);
      if (!result.isSuccessful()) {
        throw new IllegalStateException(result.outcomes().toString());
      }
    }
  }
}
