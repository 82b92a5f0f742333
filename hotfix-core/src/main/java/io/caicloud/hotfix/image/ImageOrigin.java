package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.spec.ImageReference;

/**
 * Where in which registry an image is.
 *
 * @param reference the image as values name it
 * @param repository the registry and the repository there
 */
record ImageOrigin(ImageReference reference, Repository repository) {

  String tag() {
    return reference.tag();
  }

  /** Return the full name, such as {@code registry.example/project/web:v1}. */
  String name() {
    return repository + ":" + tag();
  }

  /** Return what to call a manifest or blob of the image in messages. */
  String label(Digest digest) {
    return repository + "@" + digest;
  }

  /** Return the same exception with the image, and where it comes from, in front of its text. */
  HotfixException about(HotfixException cause) {
    return new HotfixException(
        cause.code(), Texts.message("about-origin", reference, name(), Texts.of(cause)), cause);
  }

  /** Return the same exception with image, origin and blob in front of its text. */
  HotfixException about(Descriptor blob, HotfixException cause) {
    return new HotfixException(
        cause.code(),
        Texts.message("about-blob", reference, name(), blob.digest(), Texts.of(cause)),
        cause);
  }
}
