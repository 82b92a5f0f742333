package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;

/** An image source that does something before it opens a blob. */
final class GatedImages implements ImageSource {

  /** What happens before a blob is opened. */
  interface Gate {
    void open(ResolvedImage image) throws Exception;
  }

  private final ImageSource images;
  private final Gate gate;

  GatedImages(ImageSource images, Gate gate) {
    this.images = images;
    this.gate = gate;
  }

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    return images.resolve(reference, platform);
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    try {
      gate.open(image);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return images.open(image, blob);
  }

  @Override
  public void close() {
    images.close();
  }
}
