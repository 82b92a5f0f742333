package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds rules by what people call them. */
final class Lookup {

  private final Map<String, RuleDescription> byWord = new LinkedHashMap<>();
  private final Map<String, RuleDescription> byLowerCase = new LinkedHashMap<>();

  Lookup(List<RuleDescription> catalogue) {
    for (RuleDescription each : catalogue) {
      byWord.put(each.id().code(), each);
      byWord.put(each.id().slug(), each);
      each.aliases().forEach(alias -> byWord.putIfAbsent(alias, each));
      byWord.put(each.id().toString(), each);
    }
    byWord.forEach((word, rule) -> byLowerCase.putIfAbsent(word.toLowerCase(Locale.ROOT), rule));
  }

  /**
   * Return the description that a word names.
   *
   * @throws HotfixException with code {@code unknown-rule} if there is none
   */
  static RuleDescription find(List<RuleDescription> catalogue, String word) {
    Lookup lookup = new Lookup(catalogue);
    return lookup
        .find(word)
        .orElseThrow(() -> new HotfixException("unknown-rule", lookup.unknown(word)));
  }

  /** Return the description that a word names, if there is one. */
  Optional<RuleDescription> find(String word) {
    return Optional.ofNullable(byLowerCase.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  /** Return what to say of a word that names none. */
  Message unknown(String word) {
    String wanted = word.strip();
    return Suggestions.closest(wanted, byWord.keySet())
        .map(near -> Texts.message("unknown-rule.meant", wanted, near))
        .orElseGet(() -> Texts.message("unknown-rule", wanted));
  }
}
