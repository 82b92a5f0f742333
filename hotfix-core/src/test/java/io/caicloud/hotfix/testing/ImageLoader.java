package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts images into the content of a registry. */
final class ImageLoader {

  private static final JsonMapper JSON = JsonMapper.shared();

  private ImageLoader() {}

  static Descriptor add(RegistryContent content, String repository, String tag, TinyImage image) {
    content.putBlob(repository, image.configBytes());
    for (ImageLayer layer : image.layers()) {
      content.putBlob(repository, layer.digest(), layer.body());
    }
    String text = new String(image.manifestBytes(), StandardCharsets.UTF_8);
    return content.putManifest(repository, tag, image.manifest().mediaType(), text);
  }

  static Descriptor addIndex(
      RegistryContent content, String repository, String tag, List<TinyImage> images) {
    ObjectNode root = JSON.createObjectNode();
    String type =
        ManifestTypes.indexFor(images.isEmpty() ? "" : images.get(0).manifest().mediaType());
    root.put("schemaVersion", 2).put("mediaType", type);
    ArrayNode members = root.putArray("manifests");
    for (TinyImage image : images) {
      add(content, repository, image.manifest().digest().toString(), image);
      ObjectNode member = members.addObject();
      TinyImage.putDescriptor(member, image.manifest());
      OciLayoutMaker.putPlatform(member, image.platform());
    }
    return content.putManifest(repository, tag, type, JSON.writeValueAsString(root));
  }

  static Descriptor addLayout(RegistryContent content, String repository, String tag, Path layout) {
    JsonNode entries = read(layout.resolve("index.json")).path("manifests");
    for (JsonNode entry : entries) {
      String name = entry.path("annotations").path(OciLayoutMaker.REF_NAME).asString("");
      if (entries.size() == 1 || name.equals(tag) || name.endsWith(":" + tag)) {
        return addTree(content, repository, tag, new Source(layout, entry));
      }
    }
    throw new IllegalArgumentException(layout + " has no image with tag " + tag);
  }

  private record Source(Path layout, JsonNode descriptor) {

    Digest digest() {
      return Digest.parse(descriptor.path("digest").asString());
    }

    Path file() {
      return OciLayoutMaker.blob(layout, digest());
    }
  }

  private static Descriptor addTree(
      RegistryContent content, String repository, String reference, Source source) {
    JsonNode manifest = read(source.file());
    for (JsonNode child : manifest.path("manifests")) {
      Source member = new Source(source.layout(), child);
      addTree(content, repository, member.digest().toString(), member);
    }
    if (manifest.has("config")) {
      addBlob(content, repository, new Source(source.layout(), manifest.path("config")));
    }
    for (JsonNode layer : manifest.path("layers")) {
      addBlob(content, repository, new Source(source.layout(), layer));
    }
    String type = source.descriptor().path("mediaType").asString();
    return content.putManifest(repository, reference, type, text(source.file()));
  }

  private static void addBlob(RegistryContent content, String repository, Source source) {
    content.putBlob(repository, source.digest(), source.file());
  }

  private static JsonNode read(Path file) {
    return JSON.readTree(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
