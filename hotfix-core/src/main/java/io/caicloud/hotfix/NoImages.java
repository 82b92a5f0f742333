package io.caicloud.hotfix;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;

/** The source of those who gave none: it has no image. */
enum NoImages implements ImageSource {
  INSTANCE;

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    throw Texts.failure("image-source-missing", reference);
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    throw Texts.failure("image-source-missing", image.reference());
  }

  @Override
  public void close() {}
}
