package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ProductVersion;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/** Packages for the tests of this package. */
final class Samples {

  static final String STEM = "compass-hotfixes-bug211-console-web-20181123-v3.3.2";
  static final String NAME = STEM + ".tar.gz";
  static final byte[] VALUES = "_config: {}\n".getBytes(StandardCharsets.UTF_8);

  private Samples() {}

  static PackageFacts facts() {
    return new PackageFacts(
        Product.COMPASS,
        ProductVersion.parse("2.7.2"),
        HotfixDate.parse("20181123"),
        HotfixDesc.parse("bug211"),
        AddonGroup.parse("console"),
        AddonName.parse("console-web"),
        Namespace.parse("default"),
        HotfixVersion.parse("v3.3.2"));
  }

  static PackageContent.Builder content() {
    return PackageContent.builder(PackageName.parse(NAME), facts())
        .values(VALUES)
        .evidence(new Evidence.Unchecked("a test"));
  }

  static PackagedImage image(TinyImages source, String name, TinyImage image) {
    return new PackagedImage(
        source.add("[[ registry_release ]]/" + name + ":v3.3.2", image),
        "console-web-" + name + "-v3.3.2-image.tar.gz",
        "harbor.caicloud.xyz/release/" + name + ":v3.3.2");
  }

  /** Return a layer of so many bytes that do not compress, at least 2,048. */
  static ImageLayer layer(int size, long seed) {
    int content = (size - 1536) / 512 * 512 + Math.floorMod(size - 1536, 512);
    StringBuilder text = new StringBuilder(content);
    Random random = new Random(seed);
    while (text.length() < content) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return ImageLayer.of(LayerForm.PLAIN, Map.of("data", text.toString()));
  }
}
