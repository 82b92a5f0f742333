package io.caicloud.hotfix.values;

import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.values.FoundImage.Place;
import io.caicloud.hotfix.yaml.ScalarText;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for images in every scalar of a tree; comments are not in it. A container's image counts
 * whatever it says. In other text an image is a registry variable with a path behind it; what ends
 * with a slash is a prefix, which some program completes.
 */
final class ImageScan {

  private static final String REGISTRY = "registry_";
  private static final Pattern POSITION =
      Pattern.compile(
          "(?:/[^/]*)*/_config/controllers/\\d+"
              + "(?:/(?<kind>initContainers|containers)/\\d+"
              + "(?:/(?<image>image)|/(?<env>env)/\\d+/value|/(?<args>args|command)(?:/\\d+)?)"
              + "|/(?<config>configs)/\\d+/data/\\d+/value)");
  private static final Pattern IMAGE =
      Pattern.compile(
          "\\[\\[ *+(?:g_)?registry_(?:prefix_)?(?:release|library) *+\\]\\]"
              + "/(?<path>[\\w./:@-]*+(?:\\[\\[ *+[^\\[\\]\\s]++ *+\\]\\][\\w./:@-]*+){0,4}+)");
  private static final String PUNCTUATION = ".,:;@-";

  private final YamlDocument document;
  private final List<FoundImage> found = new ArrayList<>();

  private ImageScan(YamlDocument document) {
    this.document = document;
  }

  static List<FoundImage> of(YamlDocument document) {
    ImageScan scan = new ImageScan(document);
    document.root().ifPresent(root -> scan.visit(root, false));
    return List.copyOf(scan.found);
  }

  private void visit(YamlNode node, boolean image) {
    if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        visit(entry.value(), entry.key().value().equals("image"));
      }
    } else if (node instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        visit(item, false);
      }
    } else if (node instanceof YamlScalar scalar) {
      scan(scalar, image && scalar.type() != YamlScalar.Type.NULL);
    }
  }

  private void scan(YamlScalar scalar, boolean named) {
    if (!named && !scalar.value().contains(REGISTRY)) {
      return;
    }
    Matcher position = POSITION.matcher(scalar.pointer());
    boolean known = position.matches();
    if (known && position.group("image") != null) {
      if (named) {
        boolean init = position.group("kind").startsWith("init");
        add(scalar, init ? Place.INIT_CONTAINER : Place.CONTAINER);
      }
      return;
    }
    scan(scalar, known ? place(position) : Place.OTHER);
  }

  private static Place place(Matcher position) {
    if (position.group("config") != null) {
      return Place.CONFIG;
    }
    return position.group("env") != null ? Place.ENV : Place.ARGS;
  }

  /** Add a container's image; the line break at the end of a block is not part of it. */
  private void add(YamlScalar scalar, Place place) {
    boolean block =
        scalar.style() == YamlScalar.Style.LITERAL || scalar.style() == YamlScalar.Style.FOLDED;
    String text = block ? withoutTail(scalar.value(), "\n") : scalar.value();
    found.add(new FoundImage(text, scalar.range(), scalar, place));
  }

  private void scan(YamlScalar scalar, Place place) {
    Matcher matcher = IMAGE.matcher(scalar.value());
    ScalarText text = null;
    while (matcher.find()) {
      String path = withoutTail(matcher.group("path"), PUNCTUATION);
      if (path.isEmpty() || path.endsWith("/")) {
        continue;
      }
      text = text == null ? document.text(scalar) : text;
      int end = matcher.start("path") + path.length();
      TextRange range = text.range(matcher.start(), end);
      found.add(
          new FoundImage(scalar.value().substring(matcher.start(), end), range, scalar, place));
    }
  }

  private static String withoutTail(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
