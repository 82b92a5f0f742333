package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.RelatedLocation;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints findings the way compilers do: place, severity, text, the line in question, and the way
 * out.
 */
final class FindingPrinter {

  private static final int WIDEST = 120;

  private final Terminal terminal;
  private final Consumer<String> lines;
  private final Map<String, YamlDocument> documents = new HashMap<>();

  private FindingPrinter(Terminal terminal, Consumer<String> lines) {
    this.terminal = terminal;
    this.lines = lines;
  }

  /** Return a printer for commands whose result the findings are. */
  static FindingPrinter reporting(Terminal terminal) {
    return new FindingPrinter(terminal, terminal::result);
  }

  /** Return a printer for commands that the findings stop. */
  static FindingPrinter complaining(Terminal terminal) {
    return new FindingPrinter(terminal, terminal::complaint);
  }

  /** Let findings in this document show its lines. */
  void know(YamlDocument document) {
    documents.put(document.file(), document);
  }

  void print(List<Finding> findings) {
    findings.forEach(this::print);
  }

  private void print(Finding finding) {
    Locale language = terminal.language();
    lines.accept(
        finding.location()
            + ": "
            + terminal.text("severity." + finding.severity().name().toLowerCase(Locale.ROOT))
            + ": "
            + finding.message().text(language)
            + " ["
            + finding.rule()
            + "]");
    line(finding).ifPresent(lines);
    for (RelatedLocation related : finding.related()) {
      lines.accept("     = " + related.location() + ": " + related.message().text(language));
    }
    lines.accept("     = " + finding.remedy().text(language));
  }

  private Optional<String> line(Finding finding) {
    TextRange range = finding.location().range();
    YamlDocument document = documents.get(finding.location().file());
    if (range == null || document == null) {
      return Optional.empty();
    }
    return document
        .lineText(range.line())
        .filter(text -> !text.isBlank() && text.length() <= WIDEST)
        .map(text -> String.format(Locale.ROOT, "%4d | %s", range.line(), text));
  }
}
