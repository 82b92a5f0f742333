package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ResolvedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The layout of one image archive, the form that {@code docker save} writes since version 25: an
 * OCI image layout with Docker's {@code manifest.json}, so that every loader finds the form it
 * knows. Manifest, configuration and layers are the registry's own bytes, each once.
 */
final class ImageArchive {

  private final PackagedImage image;
  private final TarLayout tar = new TarLayout();

  ImageArchive(PackagedImage image) {
    this.image = image;
    ResolvedImage resolved = image.image();
    tar.add("oci-layout", literal(ImageArchive::ociLayout));
    tar.add("index.json", literal(() -> JsonText.compact(index())));
    tar.add("manifest.json", literal(() -> JsonText.compact(dockerManifest())));
    tar.add(
        path(resolved.manifest()),
        new TarContent.Literal(resolved.manifest().size(), resolved::manifestBytes));
    blobs(resolved).forEach(blob -> tar.add(path(blob), new TarContent.Blob(blob)));
  }

  PackagedImage image() {
    return image;
  }

  TarLayout tar() {
    return tar;
  }

  StoredGzip gzip() {
    return new StoredGzip(tar.size());
  }

  static String path(Descriptor blob) {
    return "blobs/sha256/" + blob.digest().hex();
  }

  private static TarContent literal(Supplier<byte[]> bytes) {
    return new TarContent.Literal(bytes.get().length, bytes);
  }

  private static byte[] ociLayout() {
    return JsonText.compact(Map.of("imageLayoutVersion", "1.0.0"));
  }

  private static List<Descriptor> blobs(ResolvedImage image) {
    Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    blobs.put(image.manifest().digest(), image.manifest());
    put(blobs, image.config());
    image.layers().forEach(layer -> put(blobs, layer));
    blobs.remove(image.manifest().digest());
    return List.copyOf(blobs.values());
  }

  private static void put(Map<Digest, Descriptor> blobs, Descriptor blob) {
    Descriptor other = blobs.putIfAbsent(blob.digest(), blob);
    if (other != null && other.size() != blob.size()) {
      throw Texts.failure("image-damaged.sizes", blob.digest(), other.size(), blob.size());
    }
  }

  /** Both annotations hold the whole name: podman reads the first, containerd the second. */
  private Map<String, Object> index() {
    Descriptor manifest = image.image().manifest();
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("io.containerd.image.name", image.targetName());
    annotations.put("org.opencontainers.image.ref.name", image.targetName());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("mediaType", manifest.mediaType());
    entry.put("digest", manifest.digest());
    entry.put("size", manifest.size());
    entry.put("annotations", annotations);
    entry.put("platform", platform());
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", "application/vnd.oci.image.index.v1+json");
    index.put("manifests", List.of(entry));
    return index;
  }

  private Map<String, Object> platform() {
    Map<String, Object> platform = new LinkedHashMap<>();
    platform.put("architecture", image.image().platform().architecture());
    platform.put("os", image.image().platform().os());
    String variant = image.image().platform().variant();
    if (variant != null) {
      platform.put("variant", variant);
    }
    return platform;
  }

  private List<Object> dockerManifest() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("Config", path(image.image().config()));
    entry.put("RepoTags", List.of(image.targetName()));
    entry.put("Layers", image.image().layers().stream().map(ImageArchive::path).toList());
    return List.of(entry);
  }
}
