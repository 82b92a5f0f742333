package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;

/** The images of those who gave none: enough for hotfixes that change configuration only. */
final class NoImages implements ImageSource {

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    throw Terminal.problem("image-source-missing", reference);
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    throw new IllegalArgumentException("not from here: " + image.reference());
  }

  @Override
  public void close() {}
}
