package io.caicloud.hotfix.image;

import io.caicloud.hotfix.spec.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code docker save} file as Docker before 25, podman and skopeo write it: {@code manifest.json}
 * lists configurations, names and plain layers. Such a file has no manifest in the sense of
 * registries; one is made, always with the same bytes. The image id stays what it is.
 */
final class SaveShelf implements Shelf {

  private static final Pattern CONFIG_NAME =
      Pattern.compile("(?:blobs/sha256/|sha256:)?([0-9a-f]{64})(?:\\.json)?");

  /** One element of {@code manifest.json}. */
  private record Saved(String config, List<String> layers) {}

  private final TarFiles files;
  private final NameTable<Saved> names = new NameTable<>(null);

  private SaveShelf(TarFiles files) {
    this.files = files;
  }

  static boolean isSave(TarFiles files) {
    return files.has("manifest.json");
  }

  static SaveShelf open(TarFiles files) {
    SaveShelf shelf = new SaveShelf(files);
    Region region = files.region("manifest.json");
    byte[] bytes = region.bytes(ImageManifest.BUDGET);
    for (JsonPart part : JsonPart.parseArray(bytes, region.label())) {
      Saved saved = new Saved(part.requiredText("Config"), part.texts("Layers"));
      part.texts("RepoTags").forEach(name -> shelf.names.put(name, saved));
    }
    return shelf;
  }

  @Override
  public String place() {
    return files.place();
  }

  @Override
  public List<String> names() {
    return names.names();
  }

  @Override
  public void find(ImageReference reference, Consumer<Offer> consumer) {
    names.find(reference, named -> consumer.accept(new Entry(named.name(), named.value())));
  }

  /** An image under one of its names. */
  private final class Entry implements Offer {

    private final String name;
    private final Saved saved;

    Entry(String name, Saved saved) {
      this.name = name;
      this.saved = saved;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String place() {
      return files.place();
    }

    @Override
    public @Nullable Stored image(ImageReference reference, Platform platform, Set<String> seen) {
      Region file = files.region(saved.config());
      byte[] bytes = file.bytes(ImageConfig.BUDGET);
      Descriptor config = new Descriptor(MediaTypes.OCI_CONFIG, Digest.of(bytes), bytes.length);
      checkName(config, file.label());
      ImageConfig content = ImageConfig.read(bytes, file.label());
      content.checkLayers(saved.layers().size(), file.label());
      if (PlatformFit.of(platform, content.platform()) == PlatformFit.NONE) {
        seen.add(content.platform().toString());
        return null;
      }
      Map<Digest, Region> blobs = new HashMap<>();
      blobs.put(config.digest(), file);
      List<Descriptor> layers = layers(content, blobs);
      byte[] manifest = manifest(config, layers);
      Descriptor descriptor =
          new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(manifest), manifest.length);
      return new Stored(
          new ResolvedImage(reference, content.platform(), descriptor, manifest, config, layers),
          blob -> known(blobs, blob));
    }

    private void checkName(Descriptor config, String label) {
      Matcher matcher = CONFIG_NAME.matcher(saved.config());
      if (matcher.matches() && !matcher.group(1).equals(config.digest().hex())) {
        throw Failures.damaged(
            "wrong-digest", label, "sha256:" + matcher.group(1), config.digest());
      }
    }

    private List<Descriptor> layers(ImageConfig content, Map<Digest, Region> blobs) {
      List<Descriptor> layers = new ArrayList<>();
      for (int i = 0; i < saved.layers().size(); i++) {
        Digest digest = content.diffIds().get(i);
        Region region = files.region(saved.layers().get(i));
        Region other = blobs.putIfAbsent(digest, region);
        if (other != null && other.size() != region.size()) {
          throw Failures.damaged("two-sizes", region.label(), digest, other.size(), region.size());
        }
        layers.add(new Descriptor(MediaTypes.OCI_LAYER, digest, region.size()));
      }
      return layers;
    }
  }

  private static Region known(Map<Digest, Region> blobs, Descriptor blob) {
    Region region = blobs.get(blob.digest());
    if (region == null) {
      throw new IllegalArgumentException("not a blob of this image: " + blob.digest());
    }
    return region;
  }

  private static byte[] manifest(Descriptor config, List<Descriptor> layers) {
    StringBuilder json = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"");
    json.append(MediaTypes.OCI_MANIFEST).append("\",\"config\":");
    append(json, config);
    json.append(",\"layers\":[");
    for (int i = 0; i < layers.size(); i++) {
      append(json.append(i == 0 ? "" : ","), layers.get(i));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void append(StringBuilder json, Descriptor descriptor) {
    json.append("{\"mediaType\":\"").append(descriptor.mediaType());
    json.append("\",\"digest\":\"").append(descriptor.digest());
    json.append("\",\"size\":").append(descriptor.size()).append('}');
  }
}
