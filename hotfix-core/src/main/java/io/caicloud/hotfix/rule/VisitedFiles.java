package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which files each rule was shown. Not safe to share between threads. */
final class VisitedFiles {

  private final Map<RuleId, List<String>> files = new TreeMap<>();

  void add(RuleId rule, String file) {
    List<String> known = files.computeIfAbsent(rule, r -> new ArrayList<>());
    if (known.isEmpty() || !known.get(known.size() - 1).equals(file)) {
      known.add(requireNonNull(file, "file"));
    }
  }

  /** Return the files by rule, sorted. Most rules see the same, so equal lists are kept once. */
  Map<RuleId, List<String>> sorted() {
    Map<List<String>, List<String>> lists = new HashMap<>();
    Map<RuleId, List<String>> sorted = new TreeMap<>();
    files.forEach(
        (rule, names) -> {
          List<String> list = names.stream().distinct().sorted().toList();
          sorted.put(rule, lists.computeIfAbsent(list, same -> same));
        });
    return sorted;
  }
}
