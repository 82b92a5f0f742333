package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.Platform;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an OCI image layout folder. Blobs are written at once, the index with {@link #write()}.
 * Not safe for use by several threads.
 */
public final class OciLayoutMaker {

  /** The annotation that gives an image its name. */
  public static final String REF_NAME = "org.opencontainers.image.ref.name";

  private static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private final ObjectNode index = JSON.createObjectNode();
  private final ArrayNode entries;

  private OciLayoutMaker(Path folder) {
    this.folder = folder;
    index.put("schemaVersion", 2).put("mediaType", INDEX_TYPE);
    entries = index.putArray("manifests");
  }

  /**
   * Start an empty layout.
   *
   * @param folder where; made if it is not there
   */
  public static OciLayoutMaker in(Path folder) {
    return new OciLayoutMaker(folder);
  }

  /**
   * Add an image.
   *
   * @param name the reference, such as {@code harbor.caicloud.xyz/release/console-web:v3.3.2}
   * @param image the image
   * @throws IOException if a blob cannot be written
   */
  public OciLayoutMaker add(String name, TinyImage image) throws IOException {
    return add(REF_NAME, name, image);
  }

  /**
   * Add an image whose name stands in another annotation.
   *
   * @param annotation the annotation, such as {@code io.containerd.image.name}
   * @param name the reference
   * @param image the image
   * @throws IOException if a blob cannot be written
   */
  public OciLayoutMaker add(String annotation, String name, TinyImage image) throws IOException {
    ObjectNode entry = entries.addObject();
    TinyImage.putDescriptor(entry, blobs(image));
    entry.putObject("annotations").put(annotation, name);
    return this;
  }

  /**
   * Add an index of images for several platforms, and an attestation as build tools write it.
   *
   * @param name the reference
   * @param images the images
   * @throws IOException if a blob cannot be written
   */
  public OciLayoutMaker addIndex(String name, TinyImage... images) throws IOException {
    ObjectNode nested = JSON.createObjectNode();
    nested.put("schemaVersion", 2).put("mediaType", INDEX_TYPE);
    ArrayNode members = nested.putArray("manifests");
    for (TinyImage image : images) {
      ObjectNode member = members.addObject();
      TinyImage.putDescriptor(member, blobs(image));
      putPlatform(member, image.platform());
    }
    ObjectNode attestation = members.addObject();
    TinyImage.putDescriptor(attestation, blobs(TinyImage.builder().build()));
    putPlatform(attestation, new Platform("unknown", "unknown", null));
    byte[] bytes = JSON.writeValueAsBytes(nested);
    ObjectNode entry = entries.addObject();
    TinyImage.putDescriptor(entry, new Descriptor(INDEX_TYPE, blob(bytes), bytes.length));
    entry.putObject("annotations").put(REF_NAME, name);
    return this;
  }

  static void putPlatform(ObjectNode member, Platform platform) {
    ObjectNode node = member.putObject("platform");
    node.put("architecture", platform.architecture()).put("os", platform.os());
    if (platform.variant() != null) {
      node.put("variant", platform.variant());
    }
  }

  /**
   * Write {@code oci-layout} and {@code index.json}, and return the folder.
   *
   * @throws IOException if they cannot be written
   */
  public Path write() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(index));
    return folder;
  }

  /**
   * Return the file of a blob.
   *
   * @param layout the layout's folder
   * @param digest the blob's digest
   */
  public static Path blob(Path layout, Digest digest) {
    return layout.resolve("blobs").resolve("sha256").resolve(digest.hex());
  }

  private Descriptor blobs(TinyImage image) throws IOException {
    blob(image.configBytes());
    for (ImageLayer layer : image.layers()) {
      Path file = fileFor(layer.digest());
      if (!Files.exists(file)) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
          layer.copyTo(out);
        }
      }
    }
    blob(image.manifestBytes());
    return image.manifest();
  }

  private Digest blob(byte[] bytes) throws IOException {
    Digest digest = Digest.of(bytes);
    Files.write(fileFor(digest), bytes);
    return digest;
  }

  private Path fileFor(Digest digest) throws IOException {
    Path file = blob(folder, digest);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Return what {@code index.json} will hold. */
  @Override
  public String toString() {
    return new String(JSON.writeValueAsBytes(index), StandardCharsets.UTF_8);
  }
}
