package io.caicloud.hotfix.values;

import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.values.FoundImage.Place;
import io.caicloud.hotfix.yaml.ScalarText;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for images in a document; comments are not in it. A container's image counts whatever it
 * says. In other values an image is a registry variable with a path behind it; what ends with a
 * slash is a prefix, which some program completes.
 */
final class ImageScan {

  private static final Pattern POSITION =
      Pattern.compile(
          "(?:/[^/]*)*/_config/controllers/\\d+"
              + "(?:/(?:initContainers|containers)/\\d+"
              + "/(?:(?<env>env)/\\d+/value|(?<args>args|command)(?:/\\d+)?)"
              + "|/(?<config>configs)/\\d+/data/\\d+/value)");
  private static final Pattern IMAGE =
      Pattern.compile(
          "\\[\\[ *+(?:g_)?registry_(?:prefix_)?(?:release|library) *+\\]\\]"
              + "/(?<path>[\\w./:@-]*+(?:\\[\\[ *+[^\\[\\]\\s]++ *+\\]\\][\\w./:@-]*+){0,4}+)");
  private static final String PUNCTUATION = ".,:;@-";

  private final YamlDocument document;
  private final List<FoundImage> found = new ArrayList<>();
  private final Set<YamlScalar> ofContainers = Collections.newSetFromMap(new IdentityHashMap<>());

  private ImageScan(YamlDocument document) {
    this.document = document;
  }

  static List<FoundImage> of(YamlDocument document) {
    ImageScan scan = new ImageScan(document);
    document.root().ifPresent(scan::scanChart);
    for (YamlScalar value : document.bracketed()) {
      if (!scan.ofContainers.contains(value)) {
        scan.scanText(value);
      }
    }
    scan.found.sort(Comparator.comparing(image -> image.scalar().range()));
    return List.copyOf(scan.found);
  }

  /** Look at the containers of a chart and of its sub-charts, however deep they are. */
  private void scanChart(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        if (!entry.key().value().equals(AddonValues.CONFIG)) {
          scanChart(entry.value());
        } else if (entry.value() instanceof YamlMapping config) {
          Nodes.mappings(config, "controllers").forEach(this::scanController);
        }
      }
    }
  }

  private void scanController(YamlMapping controller) {
    for (YamlMapping container : Nodes.mappings(controller, "initContainers")) {
      Nodes.scalar(container, "image").ifPresent(image -> add(image, Place.INIT_CONTAINER));
    }
    for (YamlMapping container : Nodes.mappings(controller, "containers")) {
      Nodes.scalar(container, "image").ifPresent(image -> add(image, Place.CONTAINER));
    }
  }

  /** Add a container's image; the line break at the end of a block is not part of it. */
  private void add(YamlScalar scalar, Place place) {
    boolean block =
        scalar.style() == YamlScalar.Style.LITERAL || scalar.style() == YamlScalar.Style.FOLDED;
    String text = block ? withoutTail(scalar.value(), "\n") : scalar.value();
    found.add(new FoundImage(text, scalar.range(), scalar, place));
    ofContainers.add(scalar);
  }

  private void scanText(YamlScalar scalar) {
    Matcher matcher = IMAGE.matcher(scalar.value());
    Place place = null;
    ScalarText text = null;
    while (matcher.find()) {
      String path = withoutTail(matcher.group("path"), PUNCTUATION);
      if (path.isEmpty() || path.endsWith("/")) {
        continue;
      }
      place = place == null ? place(scalar) : place;
      text = text == null ? document.text(scalar) : text;
      int end = matcher.start("path") + path.length();
      TextRange range = text.range(matcher.start(), end);
      found.add(
          new FoundImage(scalar.value().substring(matcher.start(), end), range, scalar, place));
    }
  }

  private static Place place(YamlScalar scalar) {
    Matcher position = POSITION.matcher(scalar.pointer());
    if (!position.matches()) {
      return Place.OTHER;
    }
    if (position.group("config") != null) {
      return Place.CONFIG;
    }
    return position.group("env") != null ? Place.ENV : Place.ARGS;
  }

  private static String withoutTail(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
