package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.TextRange;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the text of one file into a tree, with every finding on the way. */
final class DocumentReader {

  /** How many characters are parsed in vain at most, reading over unquoted placeholders. */
  private static final int MAX_PARSED_AGAIN = 1 << 20;

  private record Parsed(@Nullable Tree tree, @Nullable YamlEngineException thrown) {}

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  DocumentReader(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  /**
   * Return the tree, or nothing if the log has a finding that says why not. A placeholder without
   * quotes stops the parser; it is reported and read over, so that the author sees all of them and
   * everything else in one go.
   */
  Optional<Tree> read() {
    String text = source.text();
    Set<TextRange> masked = new HashSet<>();
    int parsed = 0;
    while (true) {
      FindingLog attempt = new FindingLog();
      Events events = new Events(text);
      Parsed result = parse(events, attempt);
      if (result.thrown == null) {
        log.addAll(attempt);
        return masked.isEmpty() ? Optional.ofNullable(result.tree) : Optional.empty();
      }
      Optional<UnquotedValue> culprit =
          culprit(result.thrown, events).filter(v -> masked.add(v.range()));
      parsed += text.length();
      if (!report(culprit, result.thrown, attempt) || parsed > MAX_PARSED_AGAIN) {
        log.addAll(attempt);
        return Optional.empty();
      }
      text = masked(text, culprit.orElseThrow().range());
    }
  }

  private Optional<UnquotedValue> culprit(YamlEngineException thrown, Events events) {
    return UnquotedValue.find(source, SyntaxErrors.problem(thrown), events.flowDepth() > 0);
  }

  /** Report what stopped the parser, and return whether it can be read over. */
  private boolean report(
      Optional<UnquotedValue> culprit, YamlEngineException thrown, FindingLog attempt) {
    if (culprit.isPresent()) {
      new Placeholders(file, source, log).reportBroken(culprit.get());
      return culprit.get().isValue();
    }
    new SyntaxErrors(file, source, attempt).report(thrown);
    return false;
  }

  /** Replace a range by as many letters; what needs two characters is letter enough. */
  private String masked(String whole, TextRange range) {
    StringBuilder text = new StringBuilder(whole);
    int end = source.charIndex(source.end(range));
    for (int i = source.charIndex(source.start(range)); i < end; i++) {
      if (!Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, 'x');
      }
    }
    return text.toString();
  }

  private Parsed parse(Events events, FindingLog attempt) {
    try {
      return new Parsed(document(events, attempt), null);
    } catch (ReadingStopped stopped) {
      return new Parsed(null, null);
    } catch (YamlEngineException thrown) {
      return new Parsed(null, thrown);
    }
  }

  private @Nullable Tree document(Events events, FindingLog attempt) {
    events.next();
    if (events.nextIs(Event.ID.StreamEnd)) {
      return empty(attempt);
    }
    events.next();
    Tree tree = new TreeBuilder(file, source, events, attempt).tree();
    events.next();
    if (!events.nextIs(Event.ID.StreamEnd)) {
      int second = Events.start(events.next());
      report(attempt, ReadingRules.SINGLE_DOCUMENT, source.range(second, second));
    }
    if (tree.root() instanceof YamlScalar scalar && scalar.type() == YamlScalar.Type.NULL) {
      return empty(attempt);
    }
    return tree;
  }

  private @Nullable Tree empty(FindingLog attempt) {
    report(attempt, ReadingRules.EMPTY, TextRange.at(1, 1));
    return null;
  }

  private void report(FindingLog attempt, RuleId rule, TextRange range) {
    attempt.error(
        rule,
        Location.of(file, range),
        finding ->
            finding
                .message(Texts.message(rule.slug()))
                .remedy(Texts.message(rule.slug() + "-remedy")));
  }
}
