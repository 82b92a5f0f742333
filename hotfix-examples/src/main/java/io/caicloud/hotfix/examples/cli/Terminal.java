package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.MessageCatalog;
import io.caicloud.hotfix.finding.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.ResourceBundle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command prints: results to one stream, complaints and progress to the other, in one
 * language.
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
  private boolean json;
  private boolean quiet;

  Terminal(PrintWriter out, PrintWriter err, Locale language) {
    this.out = out;
    this.err = err;
    this.language = language;
  }

  void configure(boolean printJson, boolean printLittle) {
    json = printJson;
    quiet = printLittle;
  }

  Locale language() {
    return language;
  }

  /** Tell whether the result is to be printed as JSON instead of text. */
  boolean isJson() {
    return json;
  }

  /** Print a line of the result. */
  void result(String line) {
    out.println(line);
  }

  /** Print the result as JSON. */
  void json(Object value) {
    out.println(JSON.writeValueAsString(value));
  }

  /** Print a line of the result from the texts, unless JSON is wanted. */
  void say(String key, Object... arguments) {
    if (!json) {
      out.println(text(key, arguments));
    }
  }

  /** Print a remark that no program needs. */
  void note(String key, Object... arguments) {
    if (!quiet) {
      err.println(text(key, arguments));
    }
  }

  /** Print a line of a complaint. */
  void complaint(String line) {
    err.println(line);
  }

  /** Print a complaint from the texts. */
  void complain(String key, Object... arguments) {
    err.println(text(key, arguments));
  }

  String text(String key, Object... arguments) {
    return TEXTS.message(key, arguments).text(language);
  }

  /** Print what stopped the work, and return the exit code for it. */
  int failure(Throwable thrown) {
    if (thrown instanceof HotfixRejectedException rejected) {
      FindingPrinter.complaining(this).print(rejected.report().findings());
    }
    if (thrown instanceof HotfixException known) {
      err.println(text("failed", known.message(language)));
      return ExitCode.of(known);
    }
    err.println(text("crashed", thrown.toString()));
    return ExitCode.COULD_NOT;
  }

  /** Return a listener that shows bars if the launcher saw a terminal, and nothing elsewhere. */
  ProgressListener progress() {
    return !quiet && !json && Boolean.getBoolean("hotfix.terminal")
        ? new Bars()
        : ProgressListener.NONE;
  }
}
