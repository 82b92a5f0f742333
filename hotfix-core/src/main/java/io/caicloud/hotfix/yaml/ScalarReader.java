package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Turns scalar and alias events into scalars with the range of their text. */
final class ScalarReader {

  private final String file;
  private final SourceText source;
  private final FindingLog log;
  private final Budget budget;
  private final Tags tags;
  private final Dialect dialect;
  private final Map<String, Optional<YamlScalar>> anchors = new HashMap<>();

  ScalarReader(String file, SourceText source, FindingLog log, Budget budget) {
    this.file = file;
    this.source = source;
    this.log = log;
    this.budget = budget;
    this.tags = new Tags(file, source, log);
    this.dialect = new Dialect(file, source, log);
  }

  YamlScalar read(ScalarEvent event, String value, NodePath path) {
    int start = afterProperties(event);
    int end = event.isLiteral() || event.isFolded() ? endOfBlock(event) : Events.end(event);
    TextRange range = source.range(start, end);
    YamlScalar.Type type = tags.type(event, path);
    YamlScalar scalar = new YamlScalar(value, style(event), type, range, path);
    if (event.getTag().isEmpty()) {
      dialect.check(scalar);
    }
    if (event.getAnchor().isPresent()) {
      anchors.put(event.getAnchor().get().getValue(), Optional.of(scalar));
    }
    return scalar;
  }

  /** Check the tag of a collection, and remember its anchor as one that no alias may use. */
  void register(CollectionStartEvent event, NodePath path) {
    tags.check(event, path);
    event.getAnchor().ifPresent(a -> anchors.put(a.getValue(), Optional.empty()));
  }

  /** Return the text that an alias stands for; null, and a finding, if it stands for no text. */
  YamlScalar expand(AliasEvent event, NodePath path) {
    TextRange range = source.range(Events.start(event), Events.end(event));
    String name = event.getAlias().getValue();
    Optional<YamlScalar> target = anchors.getOrDefault(name, Optional.empty());
    if (target.isPresent()) {
      YamlScalar scalar = target.get();
      budget.alias(range, scalar.value().length());
      return scalar.at(range, path);
    }
    String key = anchors.containsKey(name) ? "alias" : "alias-undefined";
    log.error(
        ReadingRules.ALIAS,
        new Location(file, range, path.toString()),
        finding ->
            finding
                .message(Texts.message(key, Excerpt.of(name)))
                .remedy(Texts.message(key + "-remedy")));
    return new YamlScalar("", Style.PLAIN, YamlScalar.Type.NULL, range, path);
  }

  private static Style style(ScalarEvent event) {
    if (event.isPlain()) {
      return Style.PLAIN;
    }
    if (event.isSQuoted()) {
      return Style.SINGLE_QUOTED;
    }
    if (event.isDQuoted()) {
      return Style.DOUBLE_QUOTED;
    }
    return event.isLiteral() ? Style.LITERAL : Style.FOLDED;
  }

  /** Return where a node itself starts, behind its anchor and tag. */
  int afterProperties(NodeEvent event) {
    int start = Events.start(event);
    String text = source.text();
    int i = source.charIndex(start);
    boolean found = false;
    while (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '!')) {
      i = skip(i, false);
      i = skip(i, true);
      found = true;
    }
    return found ? source.codePointIndex(i) : start;
  }

  private int skip(int from, boolean blanks) {
    String text = source.text();
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i)) == blanks) {
      i++;
    }
    return i;
  }

  /** Return the end of the last line of a block scalar that is not blank. */
  private int endOfBlock(ScalarEvent event) {
    String text = source.text();
    int i = source.charIndex(Events.end(event));
    while (Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return source.codePointIndex(i);
  }
}
