package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times reading, checking and planning of a release tree in a fresh virtual machine. */
public final class TreeBenchmark {

  private static final int ADDONS = 20;

  private TreeBenchmark() {}

  /**
   * Make a tree, plan it once, and print the time.
   *
   * @param args an empty folder to work in, and the number of hotfixes
   * @throws IOException if the tree cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int hotfixes = Integer.parseInt(args[1]);
    TinyImages images = new TinyImages();
    TinyImage image = TinyImage.of("bench");
    for (int i = 0; i < ADDONS; i++) {
      images.add("[[ registry_release ]]/addon-" + i + ":v1.0.0", image);
    }
    LocalDate first = LocalDate.of(2018, 1, 1);
    for (int i = 0; i < hotfixes; i++) {
      write(folder, first.plusDays(i / ADDONS), "addon-" + i % ADDONS, i + 1);
    }
    long start = System.nanoTime();
    BatchPlan plan =
        HotfixPackager.planAll(
            ReleaseTree.read(folder), BuildOptions.into(folder.resolve("out")).images(images));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d hotfixes read, checked and planned in %.2f s; %,d can be built%n",
        plan.outcomes().size(),
        seconds,
        plan.plans().size());
  }

  static void write(Path folder, LocalDate day, String addon, int issue) throws IOException {
    String date = day.format(DateTimeFormatter.BASIC_ISO_DATE);
    Path group =
        folder.resolve(
            "release-hotfixes/2.7.2/"
                + date
                + "/compass-hotfixes-"
                + addon
                + "-v1.0.0-fix-"
                + issue
                + "/bench");
    Files.createDirectories(group);
    Files.writeString(group.resolve(addon + ".yaml"), BenchValues.of(addon, "v1.0.0"));
  }
}
