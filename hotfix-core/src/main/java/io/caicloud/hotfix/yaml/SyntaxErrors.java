package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in our words, at the place where the mistake is, what the parser objects to. The parser's
 * own texts are English, hold pieces of the file, and name the end of the file for a quote that was
 * never closed.
 */
final class SyntaxErrors {

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  SyntaxErrors(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  /** Return where the parser gave up, in code points. */
  static int problem(YamlEngineException thrown) {
    return mark(
        thrown instanceof MarkedYamlEngineException marked
            ? marked.getProblemMark()
            : Optional.empty());
  }

  private static int mark(Optional<Mark> mark) {
    return mark.map(Mark::getIndex).orElse(0);
  }

  void report(YamlEngineException thrown) {
    if (thrown instanceof MarkedYamlEngineException marked) {
      report(marked);
    } else {
      report("syntax-other", 0);
    }
  }

  private void report(MarkedYamlEngineException thrown) {
    int problem = mark(thrown.getProblemMark());
    int context = mark(thrown.getContextMark());
    String doing = String.valueOf(thrown.getContext());
    String what = String.valueOf(thrown.getProblem());
    if (doing.contains("quoted scalar")) {
      report(
          what.contains("escape") || what.contains("hexadecimal")
              ? "syntax-escape"
              : "syntax-quote",
          what.contains("unexpected") ? context : problem);
    } else if (doing.contains("flow")) {
      reportFlow(context, problem);
    } else if (what.contains("cannot start any token")) {
      report(charAt(problem).equals("\t") ? "syntax-tab" : "syntax-character", problem);
    } else if (doing.contains("simple key")) {
      report("syntax-no-colon", context);
    } else if (what.contains("mapping values are not allowed")) {
      report("syntax-colon", problem);
    } else if (what.contains("expected <block end>")) {
      report(startsLine(problem) ? "syntax-indent" : "syntax-rest", problem);
    } else {
      report("syntax-other", problem);
    }
  }

  /** Report an open bracket where it stands, and an odd character between brackets where it is. */
  private void reportFlow(int context, int problem) {
    boolean sameLine =
        source.range(context, context).line() == source.range(problem, problem).line();
    if (sameLine && problem < source.length()) {
      report("syntax-flow", problem);
    } else {
      report("syntax-bracket", context);
    }
  }

  private boolean startsLine(int index) {
    TextRange place = source.range(index, index);
    return source.slice(source.index(place.line(), 1), index).isBlank();
  }

  private String charAt(int index) {
    return index < source.length() ? source.slice(index, index + 1) : "";
  }

  private void report(String key, int index) {
    int end = Math.min(source.length(), index + 1);
    boolean visible = index < end && !charAt(index).isBlank();
    TextRange range = source.range(index, visible ? end : index);
    log.error(
        ReadingRules.SYNTAX, Location.of(file, range), finding -> describe(finding, key, index));
  }

  private Finding.Builder describe(Finding.Builder finding, String key, int index) {
    return finding
        .message(Texts.message(key, charAt(index)))
        .remedy(Texts.message(key + "-remedy"));
  }
}
