package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.PackagePlan;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.spec.HotfixSpec;
import java.nio.file.Path;

/** One hotfix, described in the program: what it will be, and its package. */
public final class SingleHotfix {

  private SingleHotfix() {}

  /**
   * Plan and build a hotfix of the console.
   *
   * @param args the values file, the images, the folder for the package
   */
  public static void main(String[] args) {
    HotfixSpec spec =
        HotfixSpec.builder()
            .productVersion("2.7.2")
            .date("20181123")
            .desc("bug231")
            .group("portal")
            .values(Path.of(args[0]))
            .build();
    try (ImageSource images = LocalImages.open(Path.of(args[1]))) {
      BuildOptions options = BuildOptions.into(Path.of(args[2])).images(images);
      PackagePlan plan = HotfixPackager.plan(spec, options);
      System.out.println(plan.name() + " " + plan.size() + " bytes");
      System.out.println(HotfixPackager.build(plan, options).path());
    } catch (HotfixRejectedException e) {
      e.report().findings().forEach(System.out::println);
    }
  }
}
