package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.List;
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
  private final List<YamlScalar> bracketed = new ArrayList<>();
  private final Words words = new Words();

  TreeBuilder(String file, SourceText source, Events events, FindingLog log) {
    this.file = file;
    this.source = source;
    this.events = events;
    this.log = log;
    this.budget = new Budget(file, source, log);
    this.scalars = new ScalarReader(file, source, log, budget);
    this.placeholders = new Placeholders(file, source, log);
  }

  /** Return the tree of the document whose start event has just been read. */
  Tree tree() {
    YamlNode root = node(events.next(), NodePath.ROOT, 1);
    return new Tree(root, List.copyOf(bracketed));
  }

  private YamlNode node(Event event, NodePath path, int depth) {
    budget.node(event, path, depth);
    if (event instanceof AliasEvent alias) {
      return noted(scalars.expand(alias, path));
    }
    if (event instanceof ScalarEvent scalar) {
      return noted(scalars.read(scalar, words.one(scalar.getValue()), path));
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    scalars.register(start, path);
    if (start instanceof MappingStartEvent) {
      return placeholders.isTemplate(start)
          ? noted(template(start, path, depth))
          : mapping(start, path, depth);
    }
    return sequence(start, path, depth);
  }

  private YamlScalar noted(YamlScalar value) {
    if (value.value().contains("[[")) {
      bracketed.add(value);
    }
    return value;
  }

  private YamlSequence sequence(CollectionStartEvent start, NodePath path, int depth) {
    placeholders.checkSequence(start, path);
    TextRange begin = begin(start);
    List<YamlNode> items = new ArrayList<>();
    while (!events.nextIs(Event.ID.SequenceEnd)) {
      items.add(node(events.next(), path.item(items.size()), depth + 1));
    }
    YamlNode last = items.isEmpty() ? null : items.get(items.size() - 1);
    return new YamlSequence(items, range(start, begin, events.next(), last), path);
  }

  private YamlMapping mapping(CollectionStartEvent start, NodePath path, int depth) {
    TextRange begin = begin(start);
    List<YamlEntry> entries = new ArrayList<>();
    Keys keys = new Keys();
    YamlNode last = null;
    while (!events.nextIs(Event.ID.MappingEnd)) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent collection) {
        placeholders.checkKey(collection, path);
        discard(collection, depth + 1);
        last = discard(events.next(), depth + 1);
        continue;
      }
      YamlScalar key = key(event, path);
      int before = bracketed.size();
      last = node(events.next(), key.path(), depth + 1);
      if (isNew(key, keys)) {
        entries.add(new YamlEntry(key, last));
      } else {
        // What is not in the tree is not in the list either.
        bracketed.subList(before, bracketed.size()).clear();
      }
    }
    return new YamlMapping(entries, range(start, begin, events.next(), last), path);
  }

  private YamlScalar key(Event event, NodePath parent) {
    YamlScalar key =
        event instanceof ScalarEvent scalar
            ? plainKey(scalar, parent)
            : expandedKey((AliasEvent) event, parent);
    budget.node(event, key.path(), 1);
    if (key.style() == Style.PLAIN && event instanceof ScalarEvent) {
      if (key.value().equals("<<") && !events.nextIs(Event.ID.Alias)) {
        report("merge-key", new Location(file, key.range(), key.pointer()));
      } else if (key.value().isEmpty()) {
        report("key-empty", new Location(file, key.range(), key.pointer()));
      }
    }
    return key;
  }

  private YamlScalar plainKey(ScalarEvent event, NodePath parent) {
    String name = words.one(event.getValue());
    return scalars.read(event, name, parent.key(name));
  }

  private YamlScalar expandedKey(AliasEvent alias, NodePath parent) {
    YamlScalar key = scalars.expand(alias, parent);
    return key.at(key.range(), parent.key(key.value()));
  }

  private void report(String key, Location place) {
    log.error(
        key.equals("merge-key") ? ReadingRules.ALIAS : ReadingRules.SYNTAX,
        place,
        finding -> finding.message(Texts.message(key)).remedy(Texts.message(key + "-remedy")));
  }

  private boolean isNew(YamlScalar key, Keys keys) {
    YamlScalar first = keys.add(key);
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
  private YamlScalar template(CollectionStartEvent start, NodePath path, int depth) {
    TextRange range = discard(start, depth).range();
    placeholders.reportTemplate(range, path);
    return new YamlScalar(source.slice(range), Style.PLAIN, YamlScalar.Type.STRING, range, path);
  }

  /** Read to the end of a node that the tree cannot hold, and return an empty node in its place. */
  private YamlScalar discard(Event event, int depth) {
    int level = 0;
    Event last = event;
    while (true) {
      budget.node(last, NodePath.ROOT, depth + level);
      if (last instanceof CollectionStartEvent) {
        level++;
      } else if (Events.isEnd(last)) {
        level--;
      }
      if (level == 0) {
        TextRange range = source.range(Events.start(event), Events.end(last));
        return new YamlScalar("", Style.PLAIN, YamlScalar.Type.NULL, range, NodePath.ROOT);
      }
      last = events.next();
    }
  }

  /** Return where a collection begins, as a range without length. */
  private TextRange begin(CollectionStartEvent start) {
    int from = scalars.afterProperties(start);
    return source.range(from, from);
  }

  /** Return the range of a collection; a block collection ends with its last node. */
  private TextRange range(
      CollectionStartEvent start, TextRange begin, Event end, @Nullable YamlNode last) {
    if (Events.isFlow(start)) {
      return source.range(source.start(begin), Events.end(end));
    }
    TextRange rest = last == null ? begin : last.range();
    return new TextRange(begin.line(), begin.column(), rest.endLine(), rest.endColumn());
  }
}
