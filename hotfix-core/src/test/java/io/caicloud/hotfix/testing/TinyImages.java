package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An image source in memory. It counts how often each blob is opened. Safe for use by several
 * threads.
 */
public final class TinyImages implements ImageSource {

  private final Map<ImageReference, TinyImage> images = new ConcurrentHashMap<>();
  private final Map<Descriptor, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<Descriptor, Integer> opened = new ConcurrentHashMap<>();

  /**
   * Add an image, and return it as the source resolves it.
   *
   * @param reference the image as values name it, such as <code>[[ registry_release ]]/web:v1
   *     </code>
   * @param image its content
   */
  public ResolvedImage add(String reference, TinyImage image) {
    ImageReference key = ImageReference.parse(reference);
    images.put(key, image);
    blobs.put(image.config(), image.configBytes());
    ResolvedImage resolved = image.resolved(key);
    for (int i = 0; i < image.layers().size(); i++) {
      blobs.put(resolved.layers().get(i), bytes(image.layers().get(i)));
    }
    return resolved;
  }

  /**
   * Return how often a blob was opened.
   *
   * @param blob the blob
   */
  public int opened(Descriptor blob) {
    return opened.getOrDefault(blob, 0);
  }

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    TinyImage image = images.get(reference);
    if (image == null || !image.platform().equals(platform)) {
      throw missing(reference);
    }
    return image.resolved(reference);
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    byte[] bytes = blobs.get(blob);
    if (bytes == null) {
      throw missing(blob);
    }
    opened.merge(blob, 1, Integer::sum);
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(ImageLayer layer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      layer.copyTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static HotfixException missing(Object what) {
    return new HotfixException(
        "image-missing", Message.of("this source has no " + what, "没有 " + what));
  }

  @Override
  public void close() {
    // Memory needs no closing.
  }
}
