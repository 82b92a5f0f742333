package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;

/**
 * What the tree of one document may cost. The file's size alone does not bound it: pointers grow
 * with the keys above a node, and an alias is three bytes that stand for any number.
 */
final class Budget {

  static final int MAX_NODES = 100_000;
  static final int MAX_POINTER_CHARACTERS = 16 << 20;
  static final int MAX_ALIAS_CHARACTERS = YamlDocument.MAX_BYTES;

  private final String file;
  private final FindingLog log;
  private int nodes;
  private long pointerCharacters;
  private long aliasCharacters;

  Budget(String file, FindingLog log) {
    this.file = file;
    this.log = log;
  }

  /** Count a node. */
  void node(TextRange range, String pointer, int depth) {
    if (depth > YamlDocument.MAX_DEPTH) {
      log.error(
          ReadingRules.DEPTH,
          Location.of(file, range),
          finding ->
              finding
                  .message(Texts.message("depth", YamlDocument.MAX_DEPTH))
                  .remedy(Texts.message("depth-remedy")));
      throw new ReadingStopped();
    }
    nodes++;
    pointerCharacters += pointer.length();
    if (nodes > MAX_NODES) {
      exceeded(range, "size-nodes", MAX_NODES);
    }
    if (pointerCharacters > MAX_POINTER_CHARACTERS) {
      exceeded(range, "size-pointers", MAX_POINTER_CHARACTERS);
    }
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
