package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;

/**
 * A place that images come from. The packager asks it for manifests first, all images of a package
 * at once, and for blobs only when the package's layout is fixed.
 *
 * <p>Implementations are safe for use by several threads at once. A thread that is interrupted in
 * one of these methods, or while it reads a channel, stops within a second with a {@link
 * io.caicloud.hotfix.finding.HotfixException} of code {@code interrupted} and its interrupt flag
 * set.
 */
public interface ImageSource extends AutoCloseable {

  /**
   * Find an image and return its manifest.
   *
   * @param reference the image as values name it
   * @param platform what it must be for
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code image-missing} if there is
   *     no such image, {@code image-platform} if there is none for the platform, {@code
   *     image-damaged} if what is there cannot be right, {@code image-ambiguous} if different
   *     images suit equally well, {@code image-unsupported} if it is of a kind that cannot be
   *     packed, {@code image-unreadable} if it could not be read
   * @throws IllegalStateException if this source is closed
   */
  ResolvedImage resolve(ImageReference reference, Platform platform);

  /**
   * Open a blob of an image that this source resolved. The channel gives exactly the blob's bytes:
   * it fails with {@code image-damaged}, at the latest in place of the last bytes, when size or
   * digest differ. Reading fails with a {@link io.caicloud.hotfix.finding.HotfixException} for what
   * is wrong with the blob or its file.
   *
   * @param image the image
   * @param blob its configuration or one of its layers
   * @throws io.caicloud.hotfix.finding.HotfixException as {@link #resolve}
   * @throws IllegalArgumentException if this source did not resolve the image, or the blob is not
   *     one of the image
   * @throws IllegalStateException if this source is closed
   */
  ReadableByteChannel open(ResolvedImage image, Descriptor blob);

  /**
   * Hear that an image which this source resolved will be packed once more than it was resolved, so
   * that a source which fetches from afar can keep its blobs until then. Does nothing by default.
   *
   * @param image the image
   */
  default void expectAgain(ResolvedImage image) {}

  /** Release files, connections and threads. Channels that are still open fail from then on. */
  @Override
  void close();
}
