package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;

/**
 * Finds variables of the installer and templates that stand without quotes where a value starts:
 * YAML reads their brackets as lists and their braces as mappings.
 */
final class Placeholders {

  private static final Pattern VARIABLE = Pattern.compile("\\[\\[ *[A-Za-z_][\\w.()/-]* *\\]\\]");
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^{}\\n\\r]*\\}\\}");

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  Placeholders(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  private Optional<TextRange> at(CollectionStartEvent start, Pattern pattern) {
    if (!Events.isFlow(start)) {
      return Optional.empty();
    }
    int from = Events.start(start);
    int index = source.charIndex(from);
    Matcher matcher = pattern.matcher(source.text()).region(index, source.text().length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    return Optional.of(source.range(from, from + matcher.end() - index));
  }

  boolean isTemplate(CollectionStartEvent start) {
    return at(start, TEMPLATE).isPresent();
  }

  /** Report a list in a list that is a variable without quotes; at the site it works. */
  void checkSequence(CollectionStartEvent start, NodePath path) {
    at(start, VARIABLE)
        .ifPresent(
            range ->
                log.warning(
                    ReadingRules.PLACEHOLDER_QUOTED,
                    new Location(file, range, path.toString()),
                    finding -> describe(finding, range, "placeholder-list")));
  }

  /** Report a key that is no text; say so if it is a variable or a template. */
  void checkKey(CollectionStartEvent start, NodePath parent) {
    Optional<TextRange> placeholder = at(start, VARIABLE).or(() -> at(start, TEMPLATE));
    TextRange range =
        placeholder.orElseGet(() -> source.range(Events.start(start), Events.end(start)));
    Location place = new Location(file, range, parent.toString());
    if (placeholder.isPresent()) {
      log.error(
          ReadingRules.PLACEHOLDER_QUOTED,
          place,
          finding -> describe(finding, range, "placeholder-key"));
    } else {
      log.error(
          ReadingRules.SYNTAX,
          place,
          finding ->
              finding
                  .message(Texts.message("key-not-text"))
                  .remedy(Texts.message("key-not-text-remedy")));
    }
  }

  void reportTemplate(TextRange range, NodePath path) {
    log.error(
        ReadingRules.PLACEHOLDER_QUOTED,
        new Location(file, range, path.toString()),
        finding -> describe(finding, range, "placeholder-template"));
  }

  /** Report a value that stopped the parser. */
  void reportBroken(UnquotedValue value) {
    log.error(
        ReadingRules.PLACEHOLDER_QUOTED,
        Location.of(file, value.range()),
        finding ->
            value.isValue()
                ? describe(finding, value.range(), "placeholder-broken")
                : finding
                    .message(
                        Texts.message(
                            "placeholder-broken", Excerpt.of(source.slice(value.range()))))
                    .remedy(Texts.message("placeholder-remedy")));
  }

  private Finding.Builder describe(Finding.Builder finding, TextRange range, String key) {
    String found = source.slice(range);
    finding.message(Texts.message(key, Excerpt.of(found)));
    if (found.indexOf('\'') >= 0) {
      return finding.remedy(Texts.message("placeholder-remedy"));
    }
    String quoted = "'" + found + "'";
    int offset = source.byteOffset(source.start(range));
    int length = source.byteOffset(source.end(range)) - offset;
    return finding
        .remedy(Texts.message("placeholder-remedy-with", Excerpt.of(quoted)))
        .fix(
            new Fix(
                Texts.message("placeholder-fix"),
                List.of(new TextEdit(offset, length, quoted)),
                true));
  }
}
