package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An image that is in the target registry now, with all its blobs.
 *
 * @param name its full name there, {@code HOST/PROJECT/NAME:TAG}
 * @param manifest its manifest, the same as in its source
 * @param tagged true if the tag was set now, false if it stood for the same manifest before
 * @param blobs its blobs, each once, the configuration last
 */
public record PushedImage(
    String name, Descriptor manifest, boolean tagged, List<PushedBlob> blobs) {

  /** Copies the list. */
  public PushedImage {
    requireNonNull(name, "name");
    requireNonNull(manifest, "manifest");
    blobs = List.copyOf(blobs);
  }

  /** Return how many bytes of blobs were sent. */
  public long uploadedBytes() {
    return blobs.stream()
        .filter(each -> each.way() == PushedBlob.Way.UPLOADED)
        .mapToLong(each -> each.blob().size())
        .sum();
  }
}
