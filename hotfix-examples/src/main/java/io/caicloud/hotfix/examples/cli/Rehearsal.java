package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the command over a small hotfix when it is packaged, so that the virtual machine can keep an
 * archive of the classes that it uses. Nothing else depends on it.
 */
final class Rehearsal {

  private Rehearsal() {}

  /**
   * Check, build from a registry with a cache, and publish.
   *
   * @param args none
   * @throws IOException if temporary files cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("hotfix-rehearsal");
    try (RegistryServer registry = RegistryServer.start()) {
      registry.add("release/console-web", "v3.3.2", TinyImage.of("console"));
      Path tree = ReleaseTreeBuilder.in(folder.resolve("tree")).hotfix().folder();
      String from = "registry_release=" + registry.host() + "/release";
      String into = folder.resolve("into").toString();
      CleanStop.install(Thread.currentThread()).isStopping();
      run("--version");
      run("check", tree.toString());
      run("build", tree.toString(), "--from", from, "--into", into);
      String cache = folder.resolve("cache").toString();
      run("build", tree.toString(), "--from", from, "--into", into, "--cache", cache);
      Path spec = Files.writeString(folder.resolve("hotfix.yaml"), SampleSpecs.yaml());
      Files.write(folder.resolve("console-web.yaml"), ValuesBuilder.values().bytes());
      run("build", spec.toString(), "--from", from, "--into", folder.resolve("other").toString());
      String store = folder.resolve("store").toString();
      String file = into + "/compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz";
      run("publish", file, "--to", "compass-v2.7.2", "--store", store);
      rehearseBucket(file, folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(path);
        }
      }
    }
  }

  private static void rehearseBucket(String file, Path folder) {
    try (OssServer oss = OssServer.start()) {
      Map<String, String> environment =
          Map.of(
              "OSS_ACCESS_KEY_ID", oss.credential().accessKeyId(),
              "OSS_ACCESS_KEY_SECRET", oss.credential().accessKeySecret(),
              "OSS_ENDPOINT", oss.endpoint().toString(),
              "OSS_REGION", oss.region());
      String bucket = "oss://" + oss.bucket().name();
      run(environment, "publish", file, "--to", "compass-v2.7.2", "--store", bucket);
      run(environment, "fetch", bucket, folder.resolve("fetched").toString());
    }
  }

  private static void run(String... arguments) {
    run(Map.of(), arguments);
  }

  private static void run(Map<String, String> environment, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int code =
        HotfixCommand.run(new Terminal(writer, writer, Locale.ENGLISH, environment), arguments);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", List.of(arguments)) + ": " + printed);
    }
  }
}
