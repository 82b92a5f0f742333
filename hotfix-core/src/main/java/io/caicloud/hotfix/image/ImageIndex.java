package io.caicloud.hotfix.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an index says (OCI image specification, "Image Index"; Docker's manifest list).
 *
 * @param entries what it lists, without attestations
 */
record ImageIndex(List<Entry> entries) {

  private static final int MOST_ENTRIES = 50_000;
  private static final String UNKNOWN = "unknown";

  /**
   * An image or another index.
   *
   * @param target its manifest or index
   * @param platform what it is for, or null if the index does not say
   * @param names what it is called, the most telling name first
   */
  record Entry(Descriptor target, @Nullable Platform platform, List<String> names) {}

  static ImageIndex read(byte[] bytes, String label) {
    JsonPart root = JsonPart.parse(bytes, label);
    if (root.has("layers") || root.has("config")) {
      throw Failures.damaged(
          "two-kinds", label, "index", root.text("mediaType").orElse("manifest"));
    }
    List<JsonPart> parts = root.objects("manifests");
    if (parts.size() > MOST_ENTRIES) {
      throw Failures.damaged("too-many-entries", label, parts.size(), MOST_ENTRIES);
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonPart part : parts) {
      Platform platform = platform(part);
      if (!isAttestation(part, platform)) {
        entries.add(new Entry(ImageManifest.descriptor(part), platform, names(part)));
      }
    }
    return new ImageIndex(List.copyOf(entries));
  }

  private static @Nullable Platform platform(JsonPart part) {
    return part.object("platform").map(ImageConfig::platform).orElse(null);
  }

  private static boolean isAttestation(JsonPart part, @Nullable Platform platform) {
    boolean nowhere =
        platform != null
            && platform.os().equals(UNKNOWN)
            && platform.architecture().equals(UNKNOWN);
    return nowhere || annotation(part, "vnd.docker.reference.type").isPresent();
  }

  private static List<String> names(JsonPart part) {
    List<String> names = new ArrayList<>();
    annotation(part, "io.containerd.image.name").ifPresent(names::add);
    annotation(part, "org.opencontainers.image.ref.name")
        .filter(name -> names.isEmpty() || !ImageNames.isTagOnly(name))
        .filter(name -> !names.contains(name))
        .ifPresent(names::add);
    return List.copyOf(names);
  }

  private static Optional<String> annotation(JsonPart part, String name) {
    return part.object("annotations").flatMap(annotations -> annotations.text(name));
  }
}
