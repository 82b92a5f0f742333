package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.finding.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the complaints about a document down to one for each mistake of its author: a key misspelt
 * is not a second key missing, and below a value of the wrong type nothing is looked for.
 */
final class Mistakes {

  /** Keys by their former or foreign names, which no distance would lead to. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("containerPort", "port", "valueFrom", "from", "rollingUpdate", "surge");

  private static final List<String> STRONGEST_FIRST = List.of("enum", "const", "not", "pattern");
  private static final String CONFIG = "_config";

  private Mistakes() {}

  static List<Complaint> of(Collection<Complaint> complaints, Collection<String> topKeys) {
    List<Complaint> named = named(new ArrayList<>(new LinkedHashSet<>(complaints)), topKeys);
    Set<String> blind = blind(named);
    Map<String, Complaint> kept = new LinkedHashMap<>();
    for (Complaint complaint : named) {
      if (!isBelow(complaint, blind)) {
        kept.merge(complaint.identity(), complaint, Mistakes::stronger);
      }
    }
    return new ArrayList<>(kept.values());
  }

  /** Return the complaints with what each unknown key means, less the keys that it stands for. */
  private static List<Complaint> named(List<Complaint> complaints, Collection<String> topKeys) {
    Map<String, Set<String>> missing = new HashMap<>();
    for (Complaint complaint : complaints) {
      if (complaint.is(Complaint.MISSING)) {
        missing
            .computeIfAbsent(complaint.node(), n -> new HashSet<>())
            .addAll(complaint.expected());
      }
    }
    List<Complaint> named = new ArrayList<>();
    Map<String, Set<String>> meant = new HashMap<>();
    for (Complaint complaint : withTopKey(complaints, topKeys)) {
      if (complaint.is(Complaint.UNKNOWN)) {
        Set<String> lacking = missing.getOrDefault(complaint.node(), Set.of());
        Optional<String> word = meaning(complaint, lacking);
        word.ifPresent(w -> meant.computeIfAbsent(complaint.node(), n -> new HashSet<>()).add(w));
        named.add(complaint.meaning(word.orElse(null)));
      } else {
        named.add(complaint);
      }
    }
    named.removeIf(
        c ->
            c.is(Complaint.MISSING)
                && c.expected().stream()
                    .anyMatch(meant.getOrDefault(c.node(), Set.of())::contains));
    return named;
  }

  /** A misspelt top key may look like the name of a sub-chart, so the schema has no complaint. */
  private static List<Complaint> withTopKey(
      List<Complaint> complaints, Collection<String> topKeys) {
    boolean lacksConfig =
        complaints.stream().anyMatch(c -> c.is(Complaint.MISSING) && c.node().isEmpty());
    Optional<String> misspelt =
        topKeys.stream()
            .filter(key -> Suggestions.closest(key, List.of(CONFIG)).isPresent())
            .sorted()
            .findFirst();
    if (!lacksConfig || misspelt.isEmpty()) {
      return complaints;
    }
    Complaint complaint =
        new Complaint(Complaint.UNKNOWN, "", misspelt.get(), List.of(CONFIG), false, null);
    List<Complaint> all = new ArrayList<>(complaints);
    all.removeIf(c -> Complaint.within(c.target(), complaint.target()));
    all.add(complaint);
    return all;
  }

  private static Optional<String> meaning(Complaint complaint, Set<String> lacking) {
    String key = String.valueOf(complaint.key());
    String other = OTHER_NAMES.get(key);
    if (other != null && complaint.expected().contains(other)) {
      return Optional.of(other);
    }
    return Suggestions.closest(key, lacking)
        .or(() -> Suggestions.closest(key, complaint.expected()));
  }

  /** Return the nodes below which nothing that follows says anything new. */
  private static Set<String> blind(List<Complaint> complaints) {
    Set<String> nodes = new HashSet<>();
    for (Complaint complaint : complaints) {
      if (complaint.is(Complaint.TYPE) || complaint.is(Complaint.UNKNOWN)) {
        nodes.add(complaint.target());
      }
      boolean untyped =
          (complaint.is(Complaint.MISSING) && complaint.expected().contains("type"))
              || isMisspeltType(complaint);
      if (untyped) {
        nodes.add(complaint.node() + " by type");
      }
    }
    return nodes;
  }

  private static boolean isMisspeltType(Complaint complaint) {
    return complaint.is(Complaint.UNKNOWN) && "type".equals(complaint.meant());
  }

  private static boolean isBelow(Complaint complaint, Set<String> blind) {
    String target = complaint.target();
    if (blind.contains(target)
        && !complaint.is(Complaint.TYPE)
        && !complaint.is(Complaint.UNKNOWN)) {
      return true;
    }
    if (complaint.conditional() && blind.contains(target + " by type")) {
      return !(complaint.is(Complaint.MISSING) && complaint.expected().contains("type"));
    }
    for (int i = target.lastIndexOf('/'); i >= 0; i = target.lastIndexOf('/', i - 1)) {
      String above = target.substring(0, i);
      boolean byType =
          complaint.conditional()
              && !(isMisspeltType(complaint) && above.equals(complaint.node()))
              && blind.contains(above + " by type");
      if (byType || blind.contains(above)) {
        return true;
      }
    }
    return false;
  }

  private static Complaint stronger(Complaint one, Complaint other) {
    return rank(other) < rank(one) ? other : one;
  }

  private static int rank(Complaint complaint) {
    if (complaint.is(Complaint.TYPE) || complaint.is(Complaint.UNKNOWN)) {
      return -1;
    }
    int rank = STRONGEST_FIRST.indexOf(complaint.keyword());
    return rank < 0 ? STRONGEST_FIRST.size() : rank;
  }
}
