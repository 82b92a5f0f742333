package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import org.snakeyaml.engine.v2.events.Event;

/**
 * What the tree of one document may cost. The file's size alone does not bound it: pointers grow
 * with the keys above a node, and an alias is three bytes that stand for any number.
 */
final class Budget {

  static final int MAX_NODES = 100_000;
  static final int MAX_POINTER_CHARACTERS = 16 << 20;
  static final int MAX_ALIAS_CHARACTERS = YamlDocument.MAX_BYTES;

  private final String file;
  private final SourceText source;
  private final FindingLog log;
  private int nodes;
  private long pointerCharacters;
  private long aliasCharacters;

  Budget(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  /** Count a node. */
  void node(Event event, NodePath path, int depth) {
    if (depth > YamlDocument.MAX_DEPTH) {
      log.error(
          ReadingRules.DEPTH,
          Location.of(file, range(event)),
          finding ->
              finding
                  .message(Texts.message("depth", YamlDocument.MAX_DEPTH))
                  .remedy(Texts.message("depth-remedy")));
      throw new ReadingStopped();
    }
    nodes++;
    pointerCharacters += path.length();
    if (nodes > MAX_NODES) {
      exceeded(range(event), "size-nodes", MAX_NODES);
    }
    if (pointerCharacters > MAX_POINTER_CHARACTERS) {
      exceeded(range(event), "size-pointers", MAX_POINTER_CHARACTERS);
    }
  }

  private TextRange range(Event event) {
    return source.range(Events.start(event), Events.end(event));
  }

  /** Count the text that an alias stands for. */
  void alias(TextRange range, int characters) {
    aliasCharacters += characters;
    if (aliasCharacters > MAX_ALIAS_CHARACTERS) {
      exceeded(range, "size-aliases", MAX_ALIAS_CHARACTERS);
    }
  }

  private void exceeded(TextRange range, String key, int limit) {
    log.error(
        ReadingRules.SIZE,
        Location.of(file, range),
        finding -> finding.message(Texts.message(key, limit)).remedy(Texts.message("size-remedy")));
    throw new ReadingStopped();
  }
}
