package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.archive.ArchivePlan;
import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.PackageContent;
import io.caicloud.hotfix.archive.PackageFacts;
import io.caicloud.hotfix.archive.PackageWriter;
import io.caicloud.hotfix.archive.WriteOptions;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ProductVersion;
import java.nio.file.Path;

/**
 * Packages of Compass 2.7.2 that change configuration only, so they are small and need no image.
 */
public final class SamplePackages {

  private SamplePackages() {}

  /**
   * Build a package.
   *
   * @param folder where to
   * @param addon the name of the addon, such as {@code console-web}
   * @param date the hotfix's date, such as {@code 20181123}
   */
  public static HotfixPackage make(Path folder, String addon, String date) {
    return make(folder, addon, date, "replicas: 2");
  }

  /**
   * Build a package.
   *
   * @param folder where to
   * @param addon the name of the addon, such as {@code console-web}
   * @param date the hotfix's date, such as {@code 20181123}
   * @param config a line of configuration, such as {@code replicas: 2}
   */
  public static HotfixPackage make(Path folder, String addon, String date, String config) {
    PackageFacts facts =
        new PackageFacts(
            Product.COMPASS,
            ProductVersion.parse("2.7.2"),
            HotfixDate.parse(date),
            HotfixDesc.parse("bug211"),
            AddonGroup.parse("console"),
            AddonName.parse(addon),
            Namespace.parse("default"),
            HotfixVersion.parse("v3.3.2"));
    String values =
        "_config:\n  "
            + config
            + "\n_metadata:\n  name: "
            + addon
            + "\n  namespace: default\n  version: v3.3.2\n";
    PackageContent content =
        PackageContent.builder(PackageName.parse(name(addon, date)), facts)
            .values(values.getBytes(UTF_8))
            .evidence(new Evidence.Unchecked("a test"))
            .build();
    return PackageWriter.write(
        ArchivePlan.of(content), new TinyImages(), folder, WriteOptions.defaults());
  }

  /**
   * Return the name of such a package.
   *
   * @param addon the name of the addon
   * @param date the hotfix's date
   */
  public static String name(String addon, String date) {
    return "compass-hotfixes-bug211-" + addon + "-" + date + "-v3.3.2.tar.gz";
  }
}
