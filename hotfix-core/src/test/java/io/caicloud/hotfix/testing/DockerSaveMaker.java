package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a file as {@code docker save} does. Layers are written plain, compressed ones are unpacked
 * in memory. Not safe for use by several threads.
 */
public final class DockerSaveMaker {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An image and its names. */
  private record Saved(TinyImage image, List<String> tags) {}

  private final boolean ociForm;
  private boolean gzip;
  private final List<Saved> images = new ArrayList<>();

  private DockerSaveMaker(boolean ociForm) {
    this.ociForm = ociForm;
  }

  /** Write as Docker before 25 does: a folder with {@code layer.tar} for each layer. */
  public static DockerSaveMaker oldForm() {
    return new DockerSaveMaker(false);
  }

  /** Write as Docker 25 and later do: an OCI layout with {@code manifest.json}. */
  public static DockerSaveMaker newForm() {
    return new DockerSaveMaker(true);
  }

  /**
   * Add an image.
   *
   * @param image the image
   * @param tags its names, such as {@code harbor.caicloud.xyz/release/console-web:v3.3.2}
   * @throws IOException if a layer's file cannot be read
   */
  public DockerSaveMaker add(TinyImage image, String... tags) throws IOException {
    images.add(new Saved(image.plain(), List.of(tags)));
    return this;
  }

  /** Compress the whole file with gzip, as people do before they send it. */
  public DockerSaveMaker gzip() {
    gzip = true;
    return this;
  }

  /**
   * Write the file and return it.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public Path write(Path file) throws IOException {
    OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    try (LayerTar tar = new LayerTar(gzip ? new GZIPOutputStream(raw, 1 << 16) : raw)) {
      if (ociForm) {
        writeNew(tar);
      } else {
        writeOld(tar);
      }
    }
    return file;
  }

  private void writeOld(LayerTar tar) throws IOException {
    Map<Digest, String> folders = new HashMap<>();
    ArrayNode manifest = JSON.createArrayNode();
    ObjectNode repositories = JSON.createObjectNode();
    for (Saved saved : images) {
      String id = saved.image().config().digest().hex();
      ObjectNode entry = manifest.addObject().put("Config", id + ".json");
      saved.tags().forEach(entry.putArray("RepoTags")::add);
      ArrayNode paths = entry.putArray("Layers");
      String parent = "";
      for (ImageLayer layer : saved.image().layers()) {
        parent = writeFolder(tar, layer, parent, folders);
        paths.add(parent + "/layer.tar");
      }
      tar.file(id + ".json", saved.image().configBytes());
      putRepositories(repositories, saved.tags(), parent);
    }
    tar.file("manifest.json", JSON.writeValueAsBytes(manifest));
    tar.file("repositories", JSON.writeValueAsBytes(repositories));
  }

  private static String writeFolder(
      LayerTar tar, ImageLayer layer, String parent, Map<Digest, String> folders)
      throws IOException {
    String id = digest("folder " + parent + " " + layer.diffId()).hex();
    if (folders.containsValue(id)) {
      return id;
    }
    tar.folder(id);
    tar.file(id + "/VERSION", "1.0".getBytes(StandardCharsets.UTF_8));
    ObjectNode json = JSON.createObjectNode().put("id", id);
    if (!parent.isEmpty()) {
      json.put("parent", parent);
    }
    tar.file(id + "/json", JSON.writeValueAsBytes(json));
    String first = folders.get(layer.diffId());
    if (first == null) {
      tar.layer(id + "/layer.tar", layer);
      folders.put(layer.diffId(), id);
    } else {
      tar.symbolicLink(id + "/layer.tar", "../" + first + "/layer.tar");
    }
    return id;
  }

  private static void putRepositories(ObjectNode repositories, List<String> tags, String top) {
    for (String tag : tags) {
      int colon = tag.lastIndexOf(':');
      repositories
          .withObject("/" + escape(tag.substring(0, colon)))
          .put(tag.substring(colon + 1), top);
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private void writeNew(LayerTar tar) throws IOException {
    tar.folder("blobs");
    tar.folder("blobs/sha256");
    Set<Digest> written = new HashSet<>();
    ArrayNode manifest = JSON.createArrayNode();
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
    index.put("mediaType", "application/vnd.oci.image.index.v1+json");
    ArrayNode entries = index.putArray("manifests");
    for (Saved saved : images) {
      writeBlobs(tar, saved.image(), written);
      putManifest(manifest.addObject(), saved);
      for (String tag : saved.tags()) {
        ObjectNode entry = entries.addObject();
        TinyImage.putDescriptor(entry, saved.image().manifest());
        ObjectNode annotations = entry.putObject("annotations");
        annotations.put("io.containerd.image.name", tag);
        annotations.put(OciLayoutMaker.REF_NAME, tag.substring(tag.lastIndexOf(':') + 1));
      }
    }
    tar.file("index.json", JSON.writeValueAsBytes(index));
    tar.file("manifest.json", JSON.writeValueAsBytes(manifest));
    tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBlobs(LayerTar tar, TinyImage image, Set<Digest> written)
      throws IOException {
    if (written.add(image.config().digest())) {
      tar.file(path(image.config().digest()), image.configBytes());
    }
    if (written.add(image.manifest().digest())) {
      tar.file(path(image.manifest().digest()), image.manifestBytes());
    }
    for (ImageLayer layer : image.layers()) {
      if (written.add(layer.digest())) {
        tar.layer(path(layer.digest()), layer);
      }
    }
  }

  private static void putManifest(ObjectNode entry, Saved saved) {
    entry.put("Config", path(saved.image().config().digest()));
    saved.tags().forEach(entry.putArray("RepoTags")::add);
    ArrayNode paths = entry.putArray("Layers");
    saved.image().layers().forEach(layer -> paths.add(path(layer.digest())));
    ObjectNode sources = entry.putObject("LayerSources");
    for (ImageLayer layer : saved.image().layers()) {
      Descriptor descriptor = layer.descriptor(false);
      TinyImage.putDescriptor(sources.putObject(layer.diffId().toString()), descriptor);
    }
  }

  private static String path(Digest digest) {
    return "blobs/sha256/" + digest.hex();
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
