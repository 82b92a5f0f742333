package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFixturesTest {

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void same_parts_give_the_same_image_and_other_parts_another() {
    assertThat(TinyImage.of("a").manifest()).isEqualTo(TinyImage.of("a").manifest());
    assertThat(TinyImage.of("a").manifest()).isNotEqualTo(TinyImage.of("b").manifest());
  }

  @Test
  void plain_form_has_the_same_image_id_and_its_layers_are_their_diff_ids() throws IOException {
    TinyImage image = TinyImage.of("a");
    TinyImage plain = image.plain();
    assertThat(plain.config()).isEqualTo(image.config());
    assertThat(plain.manifest()).isNotEqualTo(image.manifest());
    for (ImageLayer layer : plain.layers()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      layer.copyTo(bytes);
      assertThat(Digest.of(bytes.toByteArray()))
          .isEqualTo(layer.digest())
          .isEqualTo(layer.diffId());
    }
  }

  @Test
  void layout_holds_every_blob_under_its_digest() throws IOException {
    TinyImage image = TinyImage.of("a");
    Path layout =
        OciLayoutMaker.in(folder.resolve("layout"))
            .add("harbor.caicloud.xyz/release/console-web:v1", image)
            .write();
    for (ImageLayer layer : image.layers()) {
      byte[] bytes = Files.readAllBytes(OciLayoutMaker.blob(layout, layer.digest()));
      assertThat(Digest.of(bytes)).isEqualTo(layer.digest());
    }
  }

  @Test
  void slices_of_a_tree_give_distinct_layers() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.write(folder.resolve("f" + i), new byte[1000 + i]);
    }
    ImageLayer low = slice(0, 3000, "low");
    ImageLayer high = slice(3000, 3000, "high");
    ImageLayer both =
        ImageLayer.of(LayerForm.PLAIN, Map.of("f0", "\0".repeat(1000), "f1", "\0".repeat(1001)));
    assertThat(low.digest()).isNotEqualTo(high.digest());
    assertThat(slice(0, 2000, "two").digest()).isEqualTo(both.digest());
  }

  private ImageLayer slice(long skip, long length, String spool) throws IOException {
    return ImageLayer.of(
        LayerForm.PLAIN, new TreeSlice(folder, skip, length), spools.resolve(spool));
  }
}
