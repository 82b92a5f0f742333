package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One folder or file with images. Safe for use by several threads. */
interface Shelf {

  /** An image, or the same image for several platforms, under one of its names. */
  interface Offer {

    String name();

    String place();

    /**
     * Read the image for a platform.
     *
     * @param seen receives the platforms there are, if none suits
     * @return the image, or null if none suits
     */
    @Nullable Stored image(ImageReference reference, Platform platform, Set<String> seen);
  }

  /** Finds the bytes of a blob. */
  interface Blobs {
    Region find(Descriptor blob);
  }

  /** An image and its blobs. */
  record Stored(ResolvedImage image, Blobs blobs) {}

  String place();

  List<String> names();

  /** Pass on what may be meant by a reference. */
  void find(ImageReference reference, Consumer<Offer> consumer);
}
