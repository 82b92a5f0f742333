package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rules.internal.schema.Mistake.Kind;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.Comparator;
import java.util.Optional;

/** Finds where in a document the mistakes are. */
record Places(YamlDocument document) {

  /** Return the mistake of a complaint; nothing if an unquoted placeholder is behind it. */
  Optional<Mistake> mistake(Kind kind, Complaint complaint) {
    return unquoted(complaint.target())
        ? Optional.empty()
        : document.find(complaint.target()).map(node -> mistake(kind, complaint, node));
  }

  private Mistake mistake(Kind kind, Complaint complaint, YamlNode node) {
    return new Mistake(
        kind,
        complaint.keyword(),
        new Location(document.file(), range(complaint, node), node.pointer()),
        wrong(complaint),
        node,
        complaint.expected(),
        Optional.ofNullable(complaint.meant()));
  }

  private TextRange range(Complaint complaint, YamlNode node) {
    boolean atKey =
        complaint.is(Complaint.UNKNOWN)
            || complaint.is(Complaint.KEY_FORM)
            || complaint.is(Complaint.MISSING);
    Optional<TextRange> key =
        atKey ? entry(node.pointer()).map(e -> e.key().range()) : lastOf(complaint, node);
    return key.orElseGet(() -> start(node));
  }

  /** Return the later of keys that exclude each other. */
  private static Optional<TextRange> lastOf(Complaint complaint, YamlNode node) {
    if (!complaint.is("oneOf") || !(node instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    return complaint.expected().stream()
        .flatMap(key -> mapping.entry(key).stream())
        .map(entry -> entry.key().range())
        .max(Comparator.naturalOrder());
  }

  /** Return the range of a scalar; of what has parts, its first key or the place it starts at. */
  private static TextRange start(YamlNode node) {
    if (node instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
      TextRange first = mapping.entries().get(0).key().range();
      if (first.toString().equals(mapping.range().toString())) {
        return first;
      }
    }
    return node instanceof YamlScalar || node.range().line() == node.range().endLine()
        ? node.range()
        : TextRange.at(node.range().line(), node.range().column());
  }

  private String wrong(Complaint complaint) {
    if (complaint.key() != null) {
      return complaint.key();
    }
    String pointer = complaint.node();
    while (pointer.matches(".*/[0-9]+")) {
      pointer = parent(pointer);
    }
    return lastName(pointer);
  }

  private Optional<YamlEntry> entry(String pointer) {
    return pointer.isEmpty()
        ? Optional.empty()
        : document
            .find(parent(pointer))
            .filter(YamlMapping.class::isInstance)
            .flatMap(parent -> ((YamlMapping) parent).entry(lastName(pointer)));
  }

  /** Return whether the node, or one it is in, is what YAML makes of {@code [[ name ]]}. */
  private boolean unquoted(String pointer) {
    String place = pointer;
    for (int levels = 0; levels < 3; levels++) {
      if (document.find(place).filter(Places::isPlaceholder).isPresent()) {
        return true;
      }
      place = parent(place);
    }
    return false;
  }

  private static boolean isPlaceholder(YamlNode node) {
    return only(node)
            .flatMap(Places::only)
            .filter(n -> n instanceof YamlScalar name && name.style() == YamlScalar.Style.PLAIN)
            .isPresent()
        && node.range().line() == node.range().endLine();
  }

  private static Optional<YamlNode> only(YamlNode node) {
    return node instanceof YamlSequence sequence && sequence.items().size() == 1
        ? Optional.of(sequence.items().get(0))
        : Optional.empty();
  }

  private static String parent(String pointer) {
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
  }

  private static String lastName(String pointer) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    return name.replace("~1", "/").replace("~0", "~");
  }
}
