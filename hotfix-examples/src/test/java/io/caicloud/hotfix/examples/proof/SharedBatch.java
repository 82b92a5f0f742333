package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release tree of three hotfixes, and their images: all share a layer, two share another, and the
 * image of a job is in two hotfixes. One image has Docker's manifest, one an index for two
 * platforms. Immutable.
 */
final class SharedBatch {

  static final String PROJECT = "devops_release";
  static final String TAG = "v1.0.0";
  static final int HOTFIXES = 3;

  private static final String PLACEHOLDER = "registry_release";
  private static final String FOLDER =
      "release-hotfixes/2.7.2/20181123/compass-hotfixes-%1$s-v1.0.0-fix-1/c/%1$s.yaml";

  private final Path tree;
  private final ImageLayer base;
  private final SortedMap<String, TinyImage> images = new TreeMap<>();

  /**
   * Make the tree and the images; the same size gives the same bytes.
   *
   * @param folder where the tree will lie
   * @param layerBytes the size of the larger layers
   */
  SharedBatch(Path folder, int layerBytes) {
    base = layer(LayerForm.PLAIN, "base", layerBytes);
    ImageLayer runtime = layer(LayerForm.GZIP, "runtime", layerBytes / 2);
    TinyImage.Builder web = TinyImage.builder().layer(base).layer(runtime);
    TinyImage.Builder api = TinyImage.builder().dockerManifest().layer(base).layer(runtime);
    images.put("web", web.layer(layer(LayerForm.GZIP, "web", layerBytes)).build());
    images.put("api", api.layer(layer(LayerForm.PLAIN, "api", layerBytes)).build());
    images.put("job", TinyImage.builder().layer(base).layer(small("job")).build());
    images.put("auth", TinyImage.builder().layer(base).layer(small("auth")).build());
    tree = folder;
    hotfix("web", "web", "job");
    hotfix("api", "api", "job");
    hotfix("auth", "auth");
  }

  private static ImageLayer layer(LayerForm form, String name, int bytes) {
    StringBuilder text = new StringBuilder(bytes);
    new Random(name.hashCode()).ints(bytes, '!', '~').forEach(c -> text.append((char) c));
    return ImageLayer.of(form, Map.of("opt/" + name, text.toString()));
  }

  private static ImageLayer small(String name) {
    return layer(LayerForm.GZIP, name, 2_000);
  }

  private void hotfix(String addon, String... named) {
    ValuesBuilder values = ValuesBuilder.values().addon(addon).version(TAG);
    for (String name : named) {
      values.images(reference(name));
    }
    ReleaseTreeBuilder.in(tree).file(FOLDER.formatted(addon), values.build());
  }

  /** Return how values name an image. */
  static String reference(String name) {
    return "[[ " + PLACEHOLDER + " ]]/" + name + ":" + TAG;
  }

  /** Return the file name of the package of an addon. */
  static String packageName(String addon) {
    return "compass-hotfixes-bug1-" + addon + "-20181123-" + TAG + ".tar.gz";
  }

  /** Return the checkout. */
  Path tree() {
    return tree;
  }

  /** Return the layer that all images have. */
  ImageLayer base() {
    return base;
  }

  /** Return an image. */
  TinyImage image(String name) {
    return images.get(name);
  }

  /** Put all images into a registry. */
  void addTo(RegistryServer registry) {
    images.forEach(
        (name, image) -> {
          if (name.equals("auth")) {
            TinyImage arm = TinyImage.builder().platform(Platform.parse("linux/arm64")).build();
            registry.content().addIndex(PROJECT + "/" + name, TAG, arm, image);
          } else {
            registry.add(PROJECT + "/" + name, TAG, image);
          }
        });
  }

  /** Write all images into an OCI layout. */
  Path layout(Path folder) throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    for (Map.Entry<String, TinyImage> image : images.entrySet()) {
      layout.add("harbor.caicloud.xyz/release/" + image.getKey() + ":" + TAG, image.getValue());
    }
    return layout.write();
  }

  /** Return a source that takes the images from a registry. */
  static RegistryImages.Builder from(String host, RegistryAccess access) {
    return RegistryImages.builder().project(PLACEHOLDER, host + "/" + PROJECT).access(access);
  }

  /** Build all packages. */
  BatchResult build(BuildOptions options) {
    return HotfixPackager.buildAll(ReleaseTree.read(tree), options);
  }

  /** Build all packages from a registry that does nothing wrong, and return their digests. */
  SortedMap<String, Digest> packages(Path out) throws IOException {
    try (RegistryServer registry = RegistryServer.start()) {
      addTo(registry);
      try (RegistryImages source = from(registry.host(), RegistryAccess.anonymous()).build()) {
        BatchResult result = build(BuildOptions.into(out).images(source).durable(false));
        assertThat(result.isSuccessful()).as(result.outcomes().toString()).isTrue();
        assertThat(names(result.packages())).hasSize(HOTFIXES);
      }
    }
    return Disk.digests(out);
  }

  /** Return the file names of packages. */
  static List<String> names(List<HotfixPackage> packages) {
    return packages.stream().map(built -> built.path().getFileName().toString()).toList();
  }
}
