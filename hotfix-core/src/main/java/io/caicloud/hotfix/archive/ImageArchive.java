package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one image archive, the form that {@code docker save} writes since version 25: an
 * OCI image layout with Docker's {@code manifest.json}, so that every loader finds the form it
 * knows. Manifest, configuration and layers are the registry's own bytes, each once.
 */
final class ImageArchive {

  private final int index;
  private final ManifestImage image;
  private final TarLayout tar = new TarLayout();

  /**
   * Lay out an archive.
   *
   * @param index which of the package's images it is
   * @param image what is in it; its size and CRC are not looked at
   * @param manifest gives the bytes of the image's manifest, or null if they are not known
   */
  ImageArchive(int index, ManifestImage image, @Nullable Supplier<byte[]> manifest) {
    this.index = index;
    this.image = image;
    tar.add("oci-layout", literal(ImageArchive::ociLayout));
    tar.add("index.json", literal(() -> JsonText.compact(index())));
    tar.add("manifest.json", literal(() -> JsonText.compact(dockerManifest())));
    for (Descriptor blob : blobs()) {
      tar.add(path(blob), content(blob, manifest));
    }
  }

  /** Return which of the package's images it is. */
  int number() {
    return index;
  }

  ManifestImage image() {
    return image;
  }

  TarLayout tar() {
    return tar;
  }

  StoredGzip gzip() {
    return new StoredGzip(tar.size());
  }

  private TarContent content(Descriptor blob, @Nullable Supplier<byte[]> manifest) {
    return manifest != null && blob.equals(image.manifest())
        ? new TarContent.Literal(blob.size(), manifest)
        : new TarContent.Blob(blob);
  }

  private static String path(Descriptor blob) {
    return "blobs/sha256/" + blob.digest().hex();
  }

  private static TarContent literal(Supplier<byte[]> bytes) {
    return new TarContent.Literal(bytes.get().length, bytes);
  }

  private static byte[] ociLayout() {
    return JsonText.compact(Map.of("imageLayoutVersion", "1.0.0"));
  }

  private List<Descriptor> blobs() {
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    put(blobs, image.manifest());
    put(blobs, image.config());
    image.layers().forEach(layer -> put(blobs, layer));
    return List.copyOf(blobs.values());
  }

  private static void put(Map<Digest, Descriptor> blobs, Descriptor blob) {
    Descriptor other = blobs.putIfAbsent(blob.digest(), blob);
    if (other != null && other.size() != blob.size()) {
      throw Texts.failure("image-damaged.sizes", blob.digest(), other.size(), blob.size());
    }
  }

  /** Both annotations hold the whole name: containerd reads the first, podman the second. */
  private Map<String, Object> index() {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("io.containerd.image.name", image.target());
    annotations.put("org.opencontainers.image.ref.name", image.target());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("mediaType", image.manifest().mediaType());
    entry.put("digest", image.manifest().digest());
    entry.put("size", image.manifest().size());
    entry.put("annotations", annotations);
    entry.put("platform", platform());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("schemaVersion", 2);
    root.put("mediaType", "application/vnd.oci.image.index.v1+json");
    root.put("manifests", List.of(entry));
    return root;
  }

  private Map<String, Object> platform() {
    Map<String, Object> platform = new LinkedHashMap<>();
    platform.put("architecture", image.platform().architecture());
    platform.put("os", image.platform().os());
    String variant = image.platform().variant();
    if (variant != null) {
      platform.put("variant", variant);
    }
    return platform;
  }

  private List<Object> dockerManifest() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("Config", path(image.config()));
    entry.put("RepoTags", List.of(image.target()));
    entry.put("Layers", image.layers().stream().map(ImageArchive::path).toList());
    return List.of(entry);
  }
}
