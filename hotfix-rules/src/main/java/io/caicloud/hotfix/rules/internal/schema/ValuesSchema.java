package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.rules.internal.schema.Mistake.Kind;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The format of addon values: a tolerant schema, which every real file fits, and a strict one for
 * hotfixes that are written now. What the strict one takes, the tolerant one takes too, so most
 * files are checked once. Safe to share between threads.
 */
public final class ValuesSchema {

  private static final SchemaFile TOLERANT = SchemaFile.load("addon-values.tolerant.schema.json");
  private static final SchemaFile STRICT = SchemaFile.load("addon-values.strict.schema.json");

  private ValuesSchema() {}

  /**
   * Return the mistakes in a document, in no particular order.
   *
   * @param document the document; none if it could not be read
   */
  public static List<Mistake> mistakes(YamlDocument document) {
    return document.root().map(root -> mistakes(document, root)).orElse(List.of());
  }

  private static List<Mistake> mistakes(YamlDocument document, YamlNode root) {
    JsonNode tree = JsonTree.of(root);
    List<Complaint> strict = STRICT.check(tree);
    if (strict.isEmpty()) {
      return List.of();
    }
    Collection<String> topKeys = tree.propertyNames();
    List<Complaint> errors = Mistakes.of(TOLERANT.check(tree), topKeys);
    List<Complaint> others = strictOnly(Mistakes.of(strict, topKeys), errors);
    Places places = new Places(document);
    return Stream.concat(
            errors.stream().map(c -> places.mistake(errorKind(c), c)),
            others.stream().map(c -> places.mistake(otherKind(c), c)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Kind errorKind(Complaint complaint) {
    return switch (complaint.keyword()) {
      case Complaint.UNKNOWN -> Kind.UNKNOWN_KEY;
      case Complaint.MISSING -> Kind.MISSING_KEY;
      case Complaint.TYPE -> Kind.TYPE;
      case Complaint.KEY_FORM, "pattern" -> Kind.PATTERN;
      default -> Kind.VALUE;
    };
  }

  private static Kind otherKind(Complaint complaint) {
    if (!complaint.is(Complaint.UNKNOWN) || complaint.node().isEmpty()) {
      return Kind.AUTHORING;
    }
    return complaint.meant() == null ? Kind.IGNORED_KEY : Kind.OLD_KEY;
  }

  /** Return what only the strict schema objects to. */
  private static List<Complaint> strictOnly(List<Complaint> strict, List<Complaint> errors) {
    Set<String> known = new HashSet<>();
    errors.forEach(error -> known.add(error.identity()));
    List<Complaint> others =
        strict.stream()
            .filter(c -> !known.contains(c.identity()))
            .filter(c -> errors.stream().noneMatch(e -> covers(e, c)))
            .toList();
    return otherForms(others);
  }

  private static boolean covers(Complaint error, Complaint complaint) {
    return !error.is(Complaint.MISSING)
        && Complaint.within(complaint.target(), error.target())
        && !error.target().isEmpty();
  }

  /** Where keys are unknown and others missing, the mapping as a whole has an older form. */
  private static List<Complaint> otherForms(List<Complaint> complaints) {
    Set<String> lacking = new HashSet<>();
    Map<String, Complaint> firstUnknown = new HashMap<>();
    for (Complaint complaint : complaints) {
      if (complaint.is(Complaint.MISSING)) {
        lacking.add(complaint.node());
      } else if (complaint.is(Complaint.UNKNOWN) && !complaint.node().isEmpty()) {
        firstUnknown.putIfAbsent(complaint.node(), complaint);
      }
    }
    lacking.retainAll(firstUnknown.keySet());
    return Stream.concat(
            complaints.stream().filter(c -> !lacking.contains(c.node())),
            lacking.stream().sorted().map(ValuesSchema::olderForm))
        .toList();
  }

  private static Complaint olderForm(String node) {
    return new Complaint("older-form", node, null, List.of(), false, null);
  }
}
