package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.MessageCatalog;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.rules.report.ReportFormat;
import io.caicloud.hotfix.rules.report.ReportWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command is run in: the environment, and where it prints: results to one stream, complaints
 * and progress to the other, in one language. Control characters are printed escaped, wherever they
 * come from.
 */
final class Terminal {

  private static final MessageCatalog TEXTS =
      MessageCatalog.of(
          locale -> ResourceBundle.getBundle("io.caicloud.hotfix.examples.cli.messages", locale));

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintWriter out;
  private final PrintWriter err;
  private final Locale language;
  private final Map<String, String> environment;
  private boolean json;
  private boolean quiet;
  private boolean answered;
  private @Nullable Bars bars;

  Terminal(PrintWriter out, PrintWriter err, Locale language, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.language = language;
    this.environment = Map.copyOf(environment);
  }

  void configure(boolean printJson, boolean printLittle) {
    json = printJson;
    quiet = printLittle;
  }

  Locale language() {
    return language;
  }

  /** Return the variables that the command was started with, {@code HOME} among them. */
  Map<String, String> environment() {
    return environment;
  }

  /** Return where to keep what the next run goes on with (XDG base directory specification). */
  Optional<Path> stateFolder() {
    String set = environment.getOrDefault("XDG_STATE_HOME", "");
    if (set.startsWith("/")) {
      return Optional.of(Path.of(set, "hotfix"));
    }
    return Optional.ofNullable(environment.get("HOME"))
        .map(home -> Path.of(home, ".local", "state", "hotfix"));
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** Tell whether the result is to be printed as JSON instead of text. */
  boolean isJson() {
    return json;
  }

  /** Print lines of the result, unless JSON is wanted. */
  void result(String lines) {
    if (!json) {
      print(out, lines);
    }
  }

  /** Print the result as JSON: one value for the whole run. */
  void json(Object value) {
    jsonText(JSON.writeValueAsString(value));
  }

  /** Print the result, which is JSON already. */
  void jsonText(String text) {
    answered = true;
    out.println(text.stripTrailing());
  }

  /** Print the result, which is a report that is safe to print and ends with a line break. */
  void report(String text) {
    answered = true;
    out.print(text);
    out.flush();
  }

  /** Print a report, which is safe to print, where something else is the result. */
  void aside(String text) {
    endProgress();
    err.print(text);
    err.flush();
  }

  /** Print findings that stop the work, with the lines of those documents. */
  void findings(List<Finding> findings, Documents documents) {
    endProgress();
    ReportWriter writer = ReportWriter.of(ReportFormat.CONSOLE).language(language);
    err.print(writer.documents(documents).colour(Colour.onErrors()).lines(findings));
    err.flush();
  }

  /** Print a line of the result from the texts, unless JSON is wanted. */
  void say(String key, Object... arguments) {
    result(text(key, arguments));
  }

  /** Print a remark that no program needs. */
  void note(String key, Object... arguments) {
    if (!quiet) {
      complain(key, arguments);
    }
  }

  /** Print a remark of the library. */
  void remark(Message message) {
    if (!quiet) {
      complaint(message.text(language));
    }
  }

  /** Print lines of a complaint. */
  void complaint(String lines) {
    endProgress();
    print(err, lines);
  }

  /** Print a complaint from the texts. */
  void complain(String key, Object... arguments) {
    complaint(text(key, arguments));
  }

  /** Print what an exception says, which may be several lines. */
  void complain(String key, HotfixException failure) {
    String[] lines = failure.message(language).split("\n", 2);
    complain(key, lines[0]);
    if (lines.length > 1) {
      complaint(lines[1]);
    }
  }

  private static void print(PrintWriter to, String lines) {
    lines.lines().map(Printable::escape).forEach(to::println);
  }

  String text(String key, Object... arguments) {
    return message(key, arguments).text(language);
  }

  static Message message(String key, Object... arguments) {
    return TEXTS.message(key, arguments);
  }

  /** Return an exception whose code is the key of its text. */
  static HotfixException problem(String key, Object... arguments) {
    return new HotfixException(key, message(key, arguments));
  }

  /** Print what stopped the work, and return the exit code for it. */
  int failure(Throwable thrown) {
    if (thrown instanceof HotfixRejectedException rejected) {
      findings(rejected.report().findings(), new Documents());
    }
    HotfixException known =
        thrown instanceof HotfixException e ? e : problem("crashed", thrown.toString());
    complain("failed", known);
    if (json && !answered) {
      json(Json.failure(known, language));
    }
    return ExitCode.of(known);
  }

  /** Return a listener that shows bars if the launcher saw a terminal, and nothing elsewhere. */
  ProgressListener progress() {
    if (quiet || json || !Boolean.getBoolean("hotfix.terminal")) {
      return ProgressListener.NONE;
    }
    endProgress();
    bars = new Bars();
    return bars;
  }

  /** End the bar that is shown, if there is one, so that other lines can follow. */
  void endProgress() {
    if (bars != null) {
      bars.end();
    }
  }
}
