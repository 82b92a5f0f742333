package io.caicloud.hotfix.examples.sample;

import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TreeSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the images that the sample release tree names, as one OCI layout: a base layer of real
 * files, which all share, and a small layer of their own.
 */
public final class SampleImages {

  private static final long BASE_BYTES = 6_000_000;

  private static final List<String> NAMES =
      List.of(
          "release/console-web:v3.3.2",
          "release/log-discoverer:v1.2.0-rc.1",
          "release/log-shipper:v1.2.0",
          "release/pipeline-controller:v0.9.4",
          "release/pipeline-migrate:v0.9.4",
          "release/pipeline-server:v0.9.4",
          "release/pipeline-tools:v0.9.4",
          "release/pipeline-worker:v0.9.4",
          "release/portal-web:v3.4.2",
          "release/resolver-git:v0.9.4",
          "release/resolver-kv:v0.9.4",
          "library/alpine:3.7");

  private SampleImages() {}

  /**
   * Make the layout.
   *
   * @param args the folder of the layout, which must not be there, and the folder of real files
   * @throws IOException if files cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: SampleImages LAYOUT FILES");
    }
    prepare(Path.of(args[0]), Path.of(args[1]));
  }

  /**
   * Make the layout.
   *
   * @param layout its folder, which must not be there
   * @param files the folder that the base layer's files come from
   * @return the folder
   * @throws IOException if files cannot be read or written
   */
  public static Path prepare(Path layout, Path files) throws IOException {
    Path spool = Files.createTempFile("sample-base", ".tar.gz");
    try {
      ImageLayer base = ImageLayer.of(LayerForm.GZIP, new TreeSlice(files, 0, BASE_BYTES), spool);
      OciLayoutMaker maker = OciLayoutMaker.in(layout);
      for (String name : NAMES) {
        maker.add(
            name,
            TinyImage.builder()
                .layer(base)
                .layer(LayerForm.GZIP, Map.of("etc/image-name", name + "\n"))
                .build());
      }
      return maker.write();
    } finally {
      Files.deleteIfExists(spool);
    }
  }
}
