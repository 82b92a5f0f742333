package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.Tracker;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the names that an organization uses. */
final class VocabularyReader {

  private static final Pattern PLACEHOLDER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/]\\S*");
  private static final List<String> KINDS =
      List.of(HotfixDesc.Kind.BUG.prefix(), HotfixDesc.Kind.FEATURE.prefix());

  private final Fields top;
  private final Problems problems;

  VocabularyReader(Fields top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  Vocabulary read() {
    List<Tracker> trackers = new ArrayList<>();
    for (YamlEntry entry : top.entries("trackers")) {
      tracker(entry).ifPresent(trackers::add);
    }
    return Vocabulary.none()
        .withTrackers(trackers)
        .withProductLines(names("product-lines", Product::parse))
        .withAddonGroups(names("addon-groups", AddonGroup::parse))
        .withPlaceholders(names("placeholders", VocabularyReader::placeholder));
  }

  private static String placeholder(String text) {
    if (!PLACEHOLDER.matcher(text).matches()) {
      throw new HotfixException("invalid-placeholder", Texts.message("invalid-placeholder", text));
    }
    return text;
  }

  private <T> List<T> names(String key, Function<String, T> parse) {
    List<T> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlNode item : top.items(key)) {
      Optional<YamlScalar> text = Fields.text(item, problems);
      if (text.isPresent() && !seen.add(text.get().value())) {
        problems.add(item, "twice", text.get().value());
      } else if (text.isPresent()) {
        parsed(text.get(), parse).ifPresent(names::add);
      }
    }
    return names;
  }

  private <T> Optional<T> parsed(YamlScalar text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text.value()));
    } catch (HotfixException e) {
      problems.add(text, "invalid", message(e));
      return Optional.empty();
    }
  }

  static Message message(HotfixException e) {
    return Message.of(e.message(Locale.ENGLISH), e.message(Locale.CHINESE));
  }

  private Optional<Tracker> tracker(YamlEntry entry) {
    String word = entry.key().value();
    Optional<Fields> fields = Fields.of(entry.value(), Keys.TRACKER, problems);
    if (!Tracker.isValid(word)) {
      problems.add(entry.key(), "tracker-word", word);
      return Optional.empty();
    }
    Optional<HotfixDesc.Kind> kind =
        fields.flatMap(f -> f.requiredText("kind")).flatMap(this::kind);
    Optional<YamlScalar> url = fields.flatMap(f -> f.text("url"));
    if (url.isPresent() && !isAddress(url.get().value())) {
      problems.add(url.get(), "tracker-url", url.get().value());
      return Optional.empty();
    }
    return kind.map(k -> new Tracker(word, k, url.map(YamlScalar::value).orElse("")));
  }

  private static boolean isAddress(String url) {
    return ADDRESS.matcher(url).matches() && url.contains(Tracker.NUMBER);
  }

  private Optional<HotfixDesc.Kind> kind(YamlScalar word) {
    for (HotfixDesc.Kind kind : HotfixDesc.Kind.values()) {
      if (kind.prefix().equals(word.value())) {
        return Optional.of(kind);
      }
    }
    problems.addUnknown(word, KINDS, "unknown-kind");
    return Optional.empty();
  }
}
