package io.caicloud.hotfix.rules.report;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes reports as text. The same report gives the same text on every machine: lines end with a
 * line feed, and no clock, time zone or default language shows. Each text ends with a line break
 * and is meant to be written as UTF-8.
 *
 * <p>Immutable: each method that sets something returns another writer. Safe to share between
 * threads.
 */
public final class ReportWriter {

  private static final String SCHEMA = "report.schema.json";

  private final ReportFormat format;
  private final ReportOptions options;

  private ReportWriter(ReportFormat format, ReportOptions options) {
    this.format = requireNonNull(format, "format");
    this.options = options;
  }

  /**
   * Return a writer in English, without colour, that knows no documents.
   *
   * @param format the form of the report
   */
  public static ReportWriter of(ReportFormat format) {
    return new ReportWriter(format, ReportOptions.NONE);
  }

  /**
   * Return the JSON schema of {@link ReportFormat#JSON}. Its version changes when a key changes its
   * meaning or goes; keys may be added without.
   */
  public static String jsonSchema() {
    try (InputStream in = ReportWriter.class.getResourceAsStream(SCHEMA)) {
      return new String(Objects.requireNonNull(in, SCHEMA).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Return this writer in another language.
   *
   * @param language Chinese for every Chinese locale, English for all others
   */
  public ReportWriter language(Locale language) {
    return new ReportWriter(format, options.withLanguage(requireNonNull(language, "language")));
  }

  /**
   * Return this writer with the rules that ran, whose summaries go into {@link ReportFormat#SARIF}.
   *
   * @param rules what rules and notices say about themselves, see {@link
   *     io.caicloud.hotfix.rules.HotfixRules#catalogue()}
   */
  public ReportWriter rules(List<RuleDescription> rules) {
    return new ReportWriter(format, options.withRules(rules));
  }

  /**
   * Return this writer with more documents, so that it can show their lines, name list items by
   * what they are, and tell the lines of a fix.
   *
   * @param documents the documents that were checked
   */
  public ReportWriter documents(Collection<YamlDocument> documents) {
    return new ReportWriter(format, options.withDocuments(documents));
  }

  /**
   * Return this writer with more documents, as {@link #documents(Collection)}, which it asks for
   * one by one, so that they need not all be in memory.
   *
   * @param documents finds a document by its file, as findings name it
   */
  public ReportWriter documents(Function<String, Optional<YamlDocument>> documents) {
    return new ReportWriter(format, options.withDocuments(requireNonNull(documents, "documents")));
  }

  /**
   * Return this writer with a folder; paths below it are written relative to it.
   *
   * @param folder the folder as findings would name it, such as the root of the checkout
   */
  public ReportWriter relativeTo(String folder) {
    return new ReportWriter(format, options.withFolder(folder));
  }

  /**
   * Return this writer with colours on or off; only {@link ReportFormat#CONSOLE} has them. The
   * caller looks at terminals and at {@code NO_COLOR}.
   *
   * @param colour whether to colour
   */
  public ReportWriter colour(boolean colour) {
    return new ReportWriter(format, options.withColour(colour));
  }

  /**
   * Return the text of a report.
   *
   * @param report the report
   */
  public String write(RuleReport report) {
    ReportView view = new ReportView(requireNonNull(report, "report"), options);
    return switch (format) {
      case CONSOLE -> ConsoleReport.write(view);
      case JSON -> JsonReport.write(view);
      case SARIF -> SarifReport.write(view);
      case JUNIT -> JunitReport.write(view);
      case GITHUB -> GithubReport.write(view);
      case MARKDOWN -> MarkdownReport.write(view);
    };
  }

  /**
   * Return findings as {@link ReportFormat#CONSOLE} shows them, without a summary, whatever the
   * form of this writer is. For findings outside of a report, such as those of reading a tree.
   *
   * @param findings the findings, in the order to show
   */
  public String lines(List<Finding> findings) {
    FindingLines lines = new FindingLines(options);
    findings.forEach(lines::add);
    return lines.toString();
  }
}
