package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.OciLayoutImages;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TreeSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Times the way from an OCI layout to a finished package inside one virtual machine, against {@code
 * cp} and {@code dd conv=fsync} of the same blobs in the same run. The layers hold real files.
 */
public final class PackBenchmark {

  private static final int LAYERS = 3;

  /** Runs that do not count, until the virtual machine has compiled what it needs. */
  private static final int WARM_UP = 5;

  private final Path folder;
  private final LayerForm form;
  private final int runs;
  private final int warmUp;

  private PackBenchmark(Path folder, LayerForm form, int runs, int warmUp) {
    this.folder = folder;
    this.form = form;
    this.runs = runs;
    this.warmUp = warmUp;
  }

  /**
   * Run the benchmark and print a table.
   *
   * @param args an empty folder to work in, a folder of real files, the bytes of files for a layer,
   *     and the number of runs; then, if wanted, the form of the layers and the number of runs
   *     before that do not count
   * @throws Exception if anything fails
   */
  public static void main(String[] args) throws Exception {
    LayerForm form = args.length > 4 ? LayerForm.valueOf(args[4]) : LayerForm.GZIP;
    int warmUp = args.length > 5 ? Integer.parseInt(args[5]) : WARM_UP;
    PackBenchmark benchmark =
        new PackBenchmark(Path.of(args[0]), form, Integer.parseInt(args[3]), warmUp);
    Path layout = benchmark.prepare(Path.of(args[1]), Long.parseLong(args[2]));
    benchmark.measure(layout);
  }

  private Path prepare(Path files, long layerBytes) throws IOException {
    Path layout = folder.resolve("layout");
    if (Files.exists(layout)) {
      return layout;
    }
    TinyImage.Builder image = TinyImage.builder();
    for (int i = 0; i < LAYERS; i++) {
      TreeSlice slice = new TreeSlice(files, i * layerBytes, layerBytes);
      image.layer(ImageLayer.of(form, slice, folder.resolve("layer-" + i)));
    }
    OciLayoutMaker.in(layout).add("release/bench:v1.0.0", image.build()).write();
    for (int i = 0; i < LAYERS; i++) {
      Files.delete(folder.resolve("layer-" + i));
    }
    return layout;
  }

  private void measure(Path layout) throws Exception {
    HotfixSpec spec = BenchValues.hotfix(folder, "bench");
    Series first = new Series("first build, every blob hashed");
    Series copy = new Series("cp");
    Series build = new Series("build");
    Series sync = new Series("dd conv=fsync");
    Series durable = new Series("build, synced");
    Path out = Files.createDirectories(folder.resolve("out"));
    BuildOptions options = BuildOptions.into(out).unchecked("benchmark");
    long size = 0;
    try (ImageSource known = OciLayoutImages.open(layout)) {
      for (int run = -warmUp; run < runs; run++) {
        if (run == 0) {
          List.of(first, copy, build, sync, durable).forEach(Series::clear);
        }
        try (ImageSource fresh = OciLayoutImages.open(layout)) {
          BuildOptions once = options.images(fresh).durable(false);
          size = first.time(() -> HotfixPackager.build(spec, once)).size();
        }
        Command.clean(out);
        copy.time(
            () -> Command.run("cp", "-r", layout.resolve("blobs").toString(), out.toString()));
        Command.clean(out);
        build.time(() -> HotfixPackager.build(spec, options.images(known).durable(false)));
        Command.clean(out);
        sync.time(() -> Command.run("sh", "-c", syncedCopy(layout, out)));
        Command.clean(out);
        durable.time(() -> HotfixPackager.build(spec, options.images(known)));
        Command.clean(out);
      }
    }
    System.out.printf(Locale.ROOT, "package %,d bytes, %d runs, medians%n", size, runs);
    for (Series series : List.of(copy, first, build)) {
      series.print(copy);
    }
    for (Series series : List.of(sync, durable)) {
      series.print(sync);
    }
  }

  private static String syncedCopy(Path layout, Path out) {
    return "cat '%s'/blobs/sha256/* | dd of='%s'/dd bs=1M conv=fsync status=none"
        .replaceFirst("%s", layout.toString())
        .replaceFirst("%s", out.toString());
  }
}
