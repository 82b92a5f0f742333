package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.finding.RelatedLocation;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Findings the way compilers print them: place, severity, text, the source line with marks, other
 * places, and the way out.
 */
final class FindingLines {

  private static final String DETAIL = "     = ";
  private static final int NUMBER_WIDTH = 4;

  private static final String BOLD = "1";
  private static final String RED = "31";
  private static final String YELLOW = "33";
  private static final String CYAN = "36";

  private final ReportOptions options;
  private final StringBuilder text = new StringBuilder();
  private @Nullable YamlDocument lastDocument;
  private int lastLine;
  private int[] lastText = {};

  FindingLines(ReportOptions options) {
    this.options = options;
  }

  void add(Finding finding) {
    String ink = ink(finding.severity());
    text.append(painted(BOLD, place(finding.location()) + ":"))
        .append(' ')
        .append(painted(BOLD + ";" + ink, options.text(Texts.of(finding.severity())) + ":"))
        .append(' ')
        .append(options.line(finding.message()))
        .append(" [")
        .append(finding.rule())
        .append("]\n");
    addFrame(finding.location(), ink);
    for (RelatedLocation related : finding.related()) {
      addDetail(place(related.location()) + ": " + options.line(related.message()));
    }
    addDetail(options.line(finding.remedy()));
    finding.fix().ifPresent(fix -> addDetail(line(fix, options)));
  }

  static String line(Fix fix, ReportOptions options) {
    return options.text(fix.safe() ? "fix" : "suggestion", options.line(fix.description()));
  }

  /** Add a line that is safe to print. */
  void addLine(String line) {
    text.append(line).append('\n');
  }

  private void addDetail(String line) {
    addLine(DETAIL + line);
  }

  private void addFrame(Location location, String ink) {
    TextRange range = location.range();
    Optional<YamlDocument> document = options.document(location.file());
    if (range == null || document.isEmpty() || !read(document.get(), range.line())) {
      return;
    }
    CodeFrame frame = CodeFrame.of(lastText, range);
    String number = String.valueOf(range.line());
    String margin = " ".repeat(Math.max(0, NUMBER_WIDTH - number.length())) + number + " | ";
    addLine(margin + frame.source());
    addLine(
        " ".repeat(margin.length() + frame.indent()) + painted(ink, "^".repeat(frame.marked())));
  }

  /** Read a line, once for all findings in it: a hostile file may be one line of a megabyte. */
  private boolean read(YamlDocument document, int line) {
    if (document != lastDocument || line != lastLine) {
      lastDocument = document;
      lastLine = line;
      lastText = document.lineText(line).orElse("").codePoints().toArray();
    }
    return lastText.length > 0;
  }

  private String place(Location location) {
    String path = Printable.escape(options.path(location.file()));
    return location.range() == null ? path : path + ":" + location.range();
  }

  private static String ink(Severity severity) {
    return switch (severity) {
      case ERROR -> RED;
      case WARNING -> YELLOW;
      case HINT -> CYAN;
    };
  }

  private String painted(String ink, String printable) {
    return options.colour() ? "\u001b[" + ink + "m" + printable + "\u001b[0m" : printable;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
