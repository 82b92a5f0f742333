package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import java.util.Map;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * The types of scalars; explicit tags may only say what the text says anyway, or that it is text.
 */
final class Tags {

  private static final String CORE = "tag:yaml.org,2002:";
  private static final Map<String, YamlScalar.Type> TYPES =
      Map.of(
          CORE + "int", YamlScalar.Type.INTEGER,
          CORE + "float", YamlScalar.Type.FLOAT,
          CORE + "bool", YamlScalar.Type.BOOLEAN,
          CORE + "null", YamlScalar.Type.NULL);

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  Tags(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  /** Return the type of a scalar, and report a tag that it does not go with. */
  YamlScalar.Type type(ScalarEvent event, NodePath path) {
    YamlScalar.Type untagged =
        event.isPlain() ? CoreSchema.typeOf(event.getValue()) : YamlScalar.Type.STRING;
    if (event.getTag().isEmpty()) {
      return untagged;
    }
    String tag = event.getTag().get();
    if (tag.equals("!") || tag.equals(CORE + "str")) {
      return YamlScalar.Type.STRING;
    }
    if (TYPES.get(tag) != untagged) {
      report(tag, event, path);
    }
    return untagged;
  }

  /** Report a tag that does not go with a collection. */
  void check(CollectionStartEvent event, NodePath path) {
    if (event.getTag().isEmpty()) {
      return;
    }
    String tag = event.getTag().get();
    if (!tag.equals("!")
        && !tag.equals(CORE + (event instanceof MappingStartEvent ? "map" : "seq"))) {
      report(tag, event, path);
    }
  }

  private void report(String tag, NodeEvent event, NodePath path) {
    log.error(
        ReadingRules.TAG,
        new Location(file, range(event), path.toString()),
        finding ->
            finding
                .message(Texts.message("tag", Excerpt.of(tag.replace(CORE, "!!"))))
                .remedy(Texts.message("tag-remedy")));
  }

  /** Return where the tag of a node stands; an anchor may come before it. */
  private TextRange range(NodeEvent event) {
    String text = source.text();
    int start = Math.max(0, text.indexOf('!', source.charIndex(Events.start(event))));
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return source.range(source.codePointIndex(start), source.codePointIndex(end));
  }
}
