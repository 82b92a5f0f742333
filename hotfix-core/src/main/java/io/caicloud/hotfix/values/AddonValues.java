package io.caicloud.hotfix.values;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A values file of an addon: a view on its document that knows the values format. It judges
 * nothing: what the file lacks or has in another form is simply not there, and rules say so.
 * Immutable; safe to share between threads.
 */
public final class AddonValues {

  static final String CONFIG = "_config";

  private final YamlDocument document;
  private final Metadata metadata;
  private final List<Controller> controllers;
  private final List<FoundImage> images;

  private AddonValues(YamlDocument document) {
    this.document = document;
    List<YamlMapping> configs = new ArrayList<>();
    Optional<YamlMapping> root =
        document.root().filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
    root.ifPresent(mapping -> collect(mapping, configs));
    this.metadata =
        new Metadata(
            root.flatMap(mapping -> Nodes.mapping(mapping, CONFIG))
                .flatMap(config -> Nodes.mapping(config, "_metadata"))
                .orElse(null));
    this.controllers = configs.stream().flatMap(c -> controllers(c).stream()).toList();
    this.images = ImageScan.of(document);
  }

  /**
   * Return the view on a document.
   *
   * @param document the document; if it could not be read, the view is empty
   */
  public static AddonValues of(YamlDocument document) {
    return new AddonValues(requireNonNull(document, "document"));
  }

  /** Collect the configurations of a chart and of its sub-charts. */
  private static void collect(YamlMapping chart, List<YamlMapping> configs) {
    Nodes.mapping(chart, CONFIG).ifPresent(configs::add);
    for (YamlEntry entry : chart.entries()) {
      if (!entry.key().value().equals(CONFIG)
          && entry.value() instanceof YamlMapping child
          && child.get(CONFIG).isPresent()) {
        collect(child, configs);
      }
    }
  }

  private static List<Controller> controllers(YamlMapping config) {
    List<Controller> controllers = new ArrayList<>();
    if (config.get("controllers").orElse(null) instanceof YamlSequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        if (sequence.items().get(i) instanceof YamlMapping item) {
          controllers.add(new Controller(i, item));
        }
      }
    }
    return controllers;
  }

  /** Return the document behind the view. */
  public YamlDocument document() {
    return document;
  }

  /** Return what the values say about the addon itself. */
  public Metadata metadata() {
    return metadata;
  }

  /** Return the controllers, those of sub-charts after those of the chart. */
  public List<Controller> controllers() {
    return controllers;
  }

  /** Return every image that the values name, wherever it is, in the order of the text. */
  public List<FoundImage> images() {
    return images;
  }

  /** Return the distinct references of the images, in the order of their first use. */
  public List<ImageReference> imageReferences() {
    return images.stream().flatMap(image -> image.reference().stream()).distinct().toList();
  }
}
