package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Builds the tree of one document from parser events and reports what a tree cannot show. */
final class TreeBuilder {

  private final String file;
  private final SourceText source;
  private final Events events;
  private final FindingLog log;
  private final Budget budget;
  private final ScalarReader scalars;
  private final Placeholders placeholders;

  TreeBuilder(String file, SourceText source, Events events, FindingLog log) {
    this.file = file;
    this.source = source;
    this.events = events;
    this.log = log;
    this.budget = new Budget(file, log);
    this.scalars = new ScalarReader(file, source, log, budget);
    this.placeholders = new Placeholders(file, source, log);
  }

  /** Return the root of the document whose start event has just been read. */
  YamlNode root() {
    return node(events.next(), "", 1);
  }

  private YamlNode node(Event event, String pointer, int depth) {
    TextRange range = range(event);
    budget.node(range, pointer, depth);
    if (event instanceof AliasEvent alias) {
      return scalars.expand(alias, pointer);
    }
    if (event instanceof ScalarEvent scalar) {
      return scalars.read(scalar, pointer);
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    scalars.register(start, pointer);
    if (start instanceof MappingStartEvent) {
      return placeholders.isTemplate(start)
          ? template(start, pointer, depth)
          : mapping(start, pointer, depth);
    }
    return sequence(start, pointer, depth);
  }

  private YamlSequence sequence(CollectionStartEvent start, String pointer, int depth) {
    placeholders.checkSequence(start, pointer);
    List<YamlNode> items = new ArrayList<>();
    while (!events.nextIs(Event.ID.SequenceEnd)) {
      items.add(node(events.next(), pointer + "/" + items.size(), depth + 1));
    }
    YamlNode last = items.isEmpty() ? null : items.get(items.size() - 1);
    return new YamlSequence(items, range(start, events.next(), last), pointer);
  }

  private YamlMapping mapping(CollectionStartEvent start, String pointer, int depth) {
    List<YamlEntry> entries = new ArrayList<>();
    Map<String, YamlScalar> keys = new HashMap<>();
    YamlNode last = null;
    while (!events.nextIs(Event.ID.MappingEnd)) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent collection) {
        placeholders.checkKey(collection, pointer);
        discard(collection, depth + 1);
        last = discard(events.next(), depth + 1);
        continue;
      }
      YamlScalar key = key(event, pointer);
      last = node(events.next(), key.pointer(), depth + 1);
      if (isNew(key, keys)) {
        entries.add(new YamlEntry(key, last));
      }
    }
    return new YamlMapping(entries, range(start, events.next(), last), pointer);
  }

  private YamlScalar key(Event event, String parent) {
    YamlScalar key =
        event instanceof ScalarEvent scalar
            ? scalars.read(scalar, Pointers.below(parent, scalar.getValue()))
            : scalars.expand((AliasEvent) event, parent);
    String pointer = Pointers.below(parent, key.value());
    Location place = new Location(file, key.range(), pointer);
    budget.node(key.range(), pointer, 1);
    if (key.style() == Style.PLAIN && event instanceof ScalarEvent) {
      if (key.value().equals("<<") && !events.nextIs(Event.ID.Alias)) {
        report("merge-key", place);
      } else if (key.value().isEmpty()) {
        report("key-empty", place);
      }
    }
    return new YamlScalar(key.value(), key.style(), key.type(), key.range(), pointer);
  }

  private void report(String key, Location place) {
    log.error(
        key.equals("merge-key") ? ReadingRules.ALIAS : ReadingRules.SYNTAX,
        place,
        finding -> finding.message(Texts.message(key)).remedy(Texts.message(key + "-remedy")));
  }

  private boolean isNew(YamlScalar key, Map<String, YamlScalar> keys) {
    YamlScalar first = keys.putIfAbsent(key.value(), key);
    if (first == null) {
      return true;
    }
    String name = Excerpt.of(key.value());
    log.error(
        ReadingRules.DUPLICATE_KEY,
        new Location(file, key.range(), key.pointer()),
        finding ->
            finding
                .message(Texts.message("duplicate-key", name, first.range().line()))
                .remedy(Texts.message("duplicate-key-remedy"))
                .related(
                    new Location(file, first.range(), first.pointer()),
                    Texts.message("duplicate-key-first", name)));
    return false;
  }

  /** Return an unquoted template as the text it is; the log has the finding. */
  private YamlScalar template(CollectionStartEvent start, String pointer, int depth) {
    TextRange range = discard(start, depth).range();
    placeholders.reportTemplate(range, pointer);
    return new YamlScalar(source.slice(range), Style.PLAIN, YamlScalar.Type.STRING, range, pointer);
  }

  /** Read to the end of a node that the tree cannot hold, and return an empty node in its place. */
  private YamlScalar discard(Event event, int depth) {
    int level = 0;
    Event last = event;
    while (true) {
      budget.node(range(last), "", depth + level);
      if (last instanceof CollectionStartEvent) {
        level++;
      } else if (Events.isEnd(last)) {
        level--;
      }
      if (level == 0) {
        TextRange range = source.range(Events.start(event), Events.end(last));
        return new YamlScalar("", Style.PLAIN, YamlScalar.Type.NULL, range, "");
      }
      last = events.next();
    }
  }

  private TextRange range(Event event) {
    return source.range(Events.start(event), Events.end(event));
  }

  /** Return the range of a collection; a block collection ends with its last node. */
  private TextRange range(CollectionStartEvent start, Event end, @Nullable YamlNode last) {
    int from = scalars.afterProperties(start);
    if (Events.isFlow(start)) {
      return source.range(from, Events.end(end));
    }
    return source.range(from, last == null ? from : source.end(last.range()));
  }
}
