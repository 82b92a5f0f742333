package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;
import java.util.Objects;

/**
 * An image whose manifest is known: from here on its content is fixed by digests, whatever happens
 * to the tag. Immutable.
 */
public final class ResolvedImage {

  private final ImageReference reference;
  private final Platform platform;
  private final Descriptor manifest;
  private final byte[] manifestBytes;
  private final Descriptor config;
  private final List<Descriptor> layers;

  /**
   * Create a resolved image.
   *
   * @param reference what was asked for
   * @param platform what the image is for
   * @param manifest media type, digest and size of the manifest
   * @param manifestBytes the manifest itself, byte for byte
   * @param config the blob with the image's configuration; its digest is Docker's image id
   * @param layers the layers, lowest first; a blob may occur more than once
   * @throws IllegalArgumentException if the manifest's bytes are not those of its descriptor
   */
  public ResolvedImage(
      ImageReference reference,
      Platform platform,
      Descriptor manifest,
      byte[] manifestBytes,
      Descriptor config,
      List<Descriptor> layers) {
    this.reference = requireNonNull(reference, "reference");
    this.platform = requireNonNull(platform, "platform");
    this.manifest = requireNonNull(manifest, "manifest");
    this.manifestBytes = manifestBytes.clone();
    this.config = requireNonNull(config, "config");
    this.layers = List.copyOf(layers);
    if (manifest.size() != manifestBytes.length
        || !manifest.digest().equals(Digest.of(manifestBytes))) {
      throw new IllegalArgumentException(
          "these are not the bytes of manifest " + manifest.digest());
    }
  }

  /** Return what was asked for. */
  public ImageReference reference() {
    return reference;
  }

  /** Return what the image is for. */
  public Platform platform() {
    return platform;
  }

  /** Return media type, digest and size of the manifest. */
  public Descriptor manifest() {
    return manifest;
  }

  /** Return a copy of the manifest's bytes. */
  public byte[] manifestBytes() {
    return manifestBytes.clone();
  }

  /** Return the configuration blob; its digest is Docker's image id. */
  public Descriptor config() {
    return config;
  }

  /** Return the layers, lowest first. */
  public List<Descriptor> layers() {
    return layers;
  }

  /**
   * Return what may keep a site from loading the image although it is right, such as layers that
   * only newer versions of Docker understand.
   */
  public List<Message> warnings() {
    return layers.stream()
        .filter(layer -> MediaTypes.isZstd(layer.mediaType()))
        .map(layer -> Texts.message("zstd-layer", reference, layer.digest()))
        .distinct()
        .toList();
  }

  /** Two resolved images are equal when reference, platform and manifest digest are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ResolvedImage that
        && reference.equals(that.reference)
        && platform.equals(that.platform)
        && manifest.equals(that.manifest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(reference, platform, manifest);
  }

  /** Return the reference and the manifest's digest. */
  @Override
  public String toString() {
    return reference + "@" + manifest.digest();
  }
}
