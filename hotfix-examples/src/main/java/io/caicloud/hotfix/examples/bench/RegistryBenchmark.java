package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TreeSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Times the way from a registry to a finished package, as a command and inside one virtual machine,
 * against {@code cp}, {@code dd conv=fsync}, {@code curl}, {@code skopeo} and the old way with
 * {@code gzip} and {@code tar czf}, all in the same run with a real {@code docker-registry} on this
 * machine. The layers hold real files.
 */
public final class RegistryBenchmark {

  private static final int WARM_UP = 5;
  private static final int SMALL = 4096;

  private final Path folder;
  private final Path command;
  private final String host;
  private final int runs;

  private RegistryBenchmark(Path folder, Path command, String host, int runs) {
    this.folder = folder;
    this.command = command;
    this.host = host;
    this.runs = runs;
  }

  /**
   * Run the benchmark and print a table for each image.
   *
   * @param args an empty folder to work in, the {@code hotfix} command, a registry's host and port,
   *     the number of runs, a folder of real files, then for each image the bytes of files of its
   *     layers, joined with commas
   * @throws Exception if anything fails
   */
  public static void main(String[] args) throws Exception {
    RegistryBenchmark benchmark =
        new RegistryBenchmark(
            Path.of(args[0]), Path.of(args[1]), args[2], Integer.parseInt(args[3]));
    long skip = 0;
    for (int i = 5; i < args.length; i++) {
      String addon = "bench" + (i - 4);
      TinyImage.Builder image = TinyImage.builder();
      for (String bytes : args[i].split(",", -1)) {
        Path spool = benchmark.folder.resolve("layer-" + skip);
        TreeSlice slice = new TreeSlice(Path.of(args[4]), skip, Long.parseLong(bytes));
        image.layer(ImageLayer.of(LayerForm.GZIP, slice, spool));
        skip += Long.parseLong(bytes);
      }
      benchmark.push(addon, image.build());
      benchmark.new Image(addon).measure();
    }
  }

  private void push(String addon, TinyImage image) throws Exception {
    Path layout = OciLayoutMaker.in(folder.resolve(addon)).add("v1.0.0", image).write();
    Command.run(
        "skopeo",
        "copy",
        "--quiet",
        "--dest-tls-verify=false",
        "oci:" + layout + ":v1.0.0",
        "docker://" + host + "/release/" + addon + ":v1.0.0");
  }

  /** One image, its blobs in a folder, and all ways to copy or pack them. */
  private final class Image {

    private final String addon;
    private final Path blobs;
    private final Path out;
    private final Path cache;
    private final Path document;
    private final HotfixSpec spec;

    private final Series copy = new Series("cp");
    private final Series sync = new Series("dd conv=fsync");
    private final Series curl = new Series("curl, one blob after the other");
    private final Series skopeo = new Series("skopeo copy docker: oci:");
    private final Series old = new Series("skopeo copy; gzip; tar czf");
    private final Series docker = new Series("docker pull; save | gzip; tar czf");
    private final Series warm = new Series("warm, registry to package");
    private final Series cached = new Series("warm, cache to package");
    private final Series cachedSync = new Series("warm, cache to package, synced");
    private final Series cold = new Series("command, registry to package");
    private final Series coldCached = new Series("command, cache to package");

    Image(String addon) throws IOException {
      this.addon = addon;
      this.blobs = folder.resolve(addon).resolve("blobs/sha256");
      this.out = Files.createDirectories(folder.resolve("out"));
      this.cache = folder.resolve(addon + "-cache");
      this.spec = BenchValues.hotfix(folder, addon);
      this.document = folder.resolve(addon + ".hotfix.yaml");
      Files.writeString(
          document, SpecDocument.toYaml(spec.toBuilder().values(Path.of(addon + ".yaml")).build()));
    }

    void measure() throws Exception {
      for (int run = -WARM_UP; run < runs; run++) {
        if (run == 0) {
          List.of(copy, sync, warm, cached, cachedSync).forEach(Series::clear);
        }
        inOneMachine();
      }
      for (int run = 0; run < runs; run++) {
        asPrograms();
      }
      for (int run = 0; run < Math.max(1, runs / 3); run++) {
        theOldWay();
      }
      print();
    }

    private void inOneMachine() throws Exception {
      timed(copy, () -> Command.run("cp", "-r", blobs.toString(), out.toString()));
      timed(sync, () -> Command.run("sh", "-c", syncedCopy()));
      BuildOptions options = BuildOptions.into(out).unchecked("benchmark");
      try (ImageSource images = source().build()) {
        timed(warm, () -> HotfixPackager.build(spec, options.images(images).durable(false)));
      }
      try (ImageSource images = source().cache(BlobCache.at(cache)).build()) {
        timed(cached, () -> HotfixPackager.build(spec, options.images(images).durable(false)));
      }
      try (ImageSource images = source().cache(BlobCache.at(cache)).build()) {
        timed(cachedSync, () -> HotfixPackager.build(spec, options.images(images)));
      }
    }

    private void asPrograms() throws Exception {
      timed(curl, () -> Command.run("sh", "-c", curls()));
      timed(
          skopeo,
          () ->
              Command.run(
                  "skopeo",
                  "copy",
                  "--quiet",
                  "--src-tls-verify=false",
                  "docker://" + host + "/release/" + addon + ":v1.0.0",
                  "oci:" + out.resolve("oci") + ":v1.0.0"));
      timed(cold, () -> hotfix());
      timed(coldCached, () -> hotfix("--cache", cache.toString()));
    }

    private void theOldWay() throws Exception {
      String name = host + "/release/" + addon + ":v1.0.0";
      String tar = " && tar czf p.tar.gz i.tar.gz";
      String archive = "docker://" + name + " docker-archive:i.tar:" + name;
      String pulled = "skopeo copy --quiet --src-tls-verify=false " + archive;
      timed(old, () -> Command.run("sh", "-c", inOut(pulled + " && gzip i.tar" + tar)));
      if (Command.succeeds("docker", "info")) {
        String pull = "docker pull -q " + name + " && docker save " + name + " | gzip > i.tar.gz";
        timed(docker, () -> Command.run("sh", "-c", inOut(pull + tar)));
        Command.run("docker", "rmi", name);
      }
    }

    private <T> void timed(Series series, Callable<T> work) throws Exception {
      series.time(work);
      Command.clean(out);
    }

    private int hotfix(String... more) throws Exception {
      List<String> line =
          new ArrayList<>(List.of(command.toString(), "build", document.toString()));
      line.addAll(List.of("--into", out.toString(), "--unchecked", "benchmark", "--quiet"));
      line.addAll(List.of("--from", "registry_release=" + host + "/release"));
      line.addAll(List.of(more));
      return Command.run(line.toArray(String[]::new));
    }

    private RegistryImages.Builder source() {
      return RegistryImages.builder().project("registry_release", host + "/release");
    }

    private String inOut(String script) {
      return "cd '" + out + "' && " + script;
    }

    private String syncedCopy() {
      return inOut("cat '" + blobs + "'/* | dd of=dd bs=1M conv=fsync status=none");
    }

    /** Fetch the layers; manifest and configuration are too small to matter. */
    private String curls() throws IOException {
      StringBuilder script = new StringBuilder("curl -sf");
      try (var files = Files.list(blobs)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (Files.size(file) > SMALL) {
            String hex = file.getFileName().toString();
            String blob = "/v2/release/" + addon + "/blobs/sha256:" + hex;
            script.append(" -o ").append(hex).append(" http://").append(host).append(blob);
          }
        }
      }
      return inOut(script.toString());
    }

    private void print() throws IOException {
      System.out.printf(
          Locale.ROOT,
          "%n%s: %,d bytes of blobs, %d runs, medians%n",
          addon,
          Command.size(blobs),
          runs);
      for (Series series :
          List.of(
              copy, sync, curl, skopeo, old, docker, warm, cached, cachedSync, cold, coldCached)) {
        series.print(copy);
      }
      warm.atMost(4, copy);
      warm.atMost(1, curl);
      cached.atMost(1.3, copy);
      cachedSync.atMost(1.3, sync);
      cold.atMost(1.3, skopeo);
      cold.fasterBy(30, old);
      cold.fasterBy(35, docker);
      coldCached.fasterBy(50, docker);
    }
  }
}
