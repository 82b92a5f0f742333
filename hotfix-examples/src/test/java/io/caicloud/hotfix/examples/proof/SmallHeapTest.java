package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TreeSlice;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer that is larger than the memory of the process that packs it. */
final class SmallHeapTest {

  private static final int LAYER_BYTES = 100_000_000;

  @TempDir private Path folder;

  @Test
  void packs_a_layer_of_100_MB_from_a_registry_in_a_heap_of_32_MB() throws Exception {
    TinyImage image = image();
    ValuesBuilder values = ValuesBuilder.values().addon("web").version(SharedBatch.TAG);
    ReleaseTreeBuilder tree =
        ReleaseTreeBuilder.in(folder.resolve("tree"))
            .file(
                "release-hotfixes/2.7.2/20181123/compass-hotfixes-web-v1.0.0-fix-1/c/web.yaml",
                values.images(SharedBatch.reference("web")).build());
    try (RegistryServer registry = RegistryServer.start()) {
      registry.add(SharedBatch.PROJECT + "/web", SharedBatch.TAG, image);
      Path cache = folder.resolve("cache");
      SortedMap<String, Digest> direct = build(tree.folder(), registry.host(), null);
      assertThat(direct).containsOnlyKeys(SharedBatch.packageName("web"));
      assertThat(build(tree.folder(), registry.host(), cache)).isEqualTo(direct);
      assertThat(Files.size(Disk.entries(cache).resolve(image.layers().get(0).digest().hex())))
          .isGreaterThan(LAYER_BYTES);
    }
  }

  private TinyImage image() throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    byte[] part = new byte[1 << 20];
    new Random(1).nextBytes(part);
    try (RandomAccessFile file = new RandomAccessFile(files.resolve("file").toFile(), "rw")) {
      while (file.length() < LAYER_BYTES) {
        file.write(part);
      }
    }
    TreeSlice slice = new TreeSlice(files, 0, LAYER_BYTES);
    ImageLayer layer = ImageLayer.of(LayerForm.PLAIN, slice, folder.resolve("layer"));
    return TinyImage.builder().layer(layer).build();
  }

  private SortedMap<String, Digest> build(Path tree, String registry, @Nullable Path cache)
      throws Exception {
    Path out = folder.resolve("out");
    ChildBuild build = new ChildBuild(tree, registry, out, folder.resolve("temporary"), cache);
    ChildBuild.finish(build.start("-Xmx32m", "-XX:MaxDirectMemorySize=32m"));
    SortedMap<String, Digest> packages = Disk.digests(out);
    Disk.remove(out);
    return packages;
  }
}
