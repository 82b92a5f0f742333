package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small but true image: layers, a configuration that names them, and a manifest. By default for
 * linux/amd64 with an OCI manifest. The same parts give the same bytes. Immutable.
 */
public final class TinyImage {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Platform platform;
  private final boolean docker;
  private final List<ImageLayer> layers;
  private final byte[] config;
  private final byte[] manifest;

  private TinyImage(Builder builder) {
    platform = builder.platform;
    docker = builder.docker;
    layers = List.copyOf(builder.layers);
    config = JSON.writeValueAsBytes(configJson());
    manifest = JSON.writeValueAsBytes(manifestJson());
  }

  /**
   * Return an image of two compressed layers that hold this text.
   *
   * @param text makes the image differ from others
   */
  public static TinyImage of(String text) {
    return builder()
        .layer(LayerForm.GZIP, Map.of("etc/base", "the base of all images\n"))
        .layer(LayerForm.GZIP, Map.of("app/main", text))
        .build();
  }

  /** Return a builder of an image without layers for linux/amd64 with an OCI manifest. */
  public static Builder builder() {
    return new Builder();
  }

  private ObjectNode configJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("architecture", platform.architecture()).put("created", "2018-11-23T00:00:00Z");
    root.putObject("config").putArray("Cmd").add("/app/main");
    root.put("os", platform.os());
    if (platform.variant() != null) {
      root.put("variant", platform.variant());
    }
    ArrayNode diffIds = root.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    layers.forEach(layer -> diffIds.add(layer.diffId().toString()));
    return root;
  }

  private ObjectNode manifestJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", manifestType());
    putDescriptor(root.putObject("config"), configDescriptor());
    ArrayNode array = root.putArray("layers");
    layers.forEach(layer -> putDescriptor(array.addObject(), layer.descriptor(docker)));
    return root;
  }

  static void putDescriptor(ObjectNode node, Descriptor descriptor) {
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
  }

  private String manifestType() {
    return docker
        ? "application/vnd.docker.distribution.manifest.v2+json"
        : "application/vnd.oci.image.manifest.v1+json";
  }

  private Descriptor configDescriptor() {
    String type =
        docker
            ? "application/vnd.docker.container.image.v1+json"
            : "application/vnd.oci.image.config.v1+json";
    return new Descriptor(type, Digest.of(config), config.length);
  }

  /** Return what the image is for. */
  public Platform platform() {
    return platform;
  }

  /** Return the layers, lowest first. */
  public List<ImageLayer> layers() {
    return layers;
  }

  /** Return media type, digest and size of the configuration; the digest is Docker's image id. */
  public Descriptor config() {
    return configDescriptor();
  }

  /** Return a copy of the configuration's bytes. */
  public byte[] configBytes() {
    return config.clone();
  }

  /** Return media type, digest and size of the manifest. */
  public Descriptor manifest() {
    return new Descriptor(manifestType(), Digest.of(manifest), manifest.length);
  }

  /** Return a copy of the manifest's bytes. */
  public byte[] manifestBytes() {
    return manifest.clone();
  }

  /**
   * Return the image as a source resolves it.
   *
   * @param reference the image as values name it
   */
  public ResolvedImage resolved(ImageReference reference) {
    List<Descriptor> blobs = layers.stream().map(layer -> layer.descriptor(docker)).toList();
    return new ResolvedImage(
        reference, platform, manifest(), manifestBytes(), configDescriptor(), blobs);
  }

  /**
   * Return the same image with plain layers and an OCI manifest; its image id is the same.
   *
   * @throws IOException if a layer's file cannot be read
   */
  public TinyImage plain() throws IOException {
    Builder builder = builder().platform(platform);
    for (ImageLayer layer : layers) {
      builder.layer(layer.plain());
    }
    return builder.build();
  }

  /** Collects the parts of an image. */
  public static final class Builder {

    private Platform platform = Platform.LINUX_AMD64;
    private boolean docker;
    private final List<ImageLayer> layers = new ArrayList<>();

    private Builder() {}

    /**
     * Set what the image is for.
     *
     * @param platform the platform
     */
    public Builder platform(Platform platform) {
      this.platform = platform;
      return this;
    }

    /** Use Docker's manifest schema 2 and media types in place of OCI's. */
    public Builder dockerManifest() {
      docker = true;
      return this;
    }

    /**
     * Add a layer on top.
     *
     * @param layer the layer
     */
    public Builder layer(ImageLayer layer) {
      layers.add(layer);
      return this;
    }

    /**
     * Add a layer on top.
     *
     * @param form how it is kept
     * @param files contents by path
     */
    public Builder layer(LayerForm form, Map<String, String> files) {
      return layer(ImageLayer.of(form, files));
    }

    /** Return the image. */
    public TinyImage build() {
      return new TinyImage(this);
    }
  }
}
