package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds a rule by what people call it. */
final class Lookup {

  private Lookup() {}

  /**
   * Return the description that a word names.
   *
   * @throws HotfixException with code {@code unknown-rule} if there is none
   */
  static RuleDescription find(List<RuleDescription> catalogue, String word) {
    Map<String, RuleDescription> byWord = new LinkedHashMap<>();
    for (RuleDescription each : catalogue) {
      byWord.put(each.id().code(), each);
      byWord.put(each.id().slug(), each);
      each.aliases().forEach(alias -> byWord.putIfAbsent(alias, each));
      byWord.put(each.id().toString(), each);
    }
    String wanted = word.strip();
    for (Map.Entry<String, RuleDescription> known : byWord.entrySet()) {
      if (known.getKey().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
        return known.getValue();
      }
    }
    throw Suggestions.closest(wanted, byWord.keySet())
        .map(near -> unknown("unknown-rule.meant", wanted, near))
        .orElseGet(() -> unknown("unknown-rule", wanted));
  }

  private static HotfixException unknown(String key, Object... arguments) {
    return new HotfixException("unknown-rule", Texts.message(key, arguments));
  }
}
