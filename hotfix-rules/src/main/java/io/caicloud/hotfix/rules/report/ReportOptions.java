package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a report is written with besides its findings.
 *
 * @param language the language of texts
 * @param folder the folder that paths are written relative to; empty for none
 * @param colour whether the console's form is coloured
 * @param documents finds the document that a finding is about, by its file
 * @param rules what rules and notices say about themselves
 */
record ReportOptions(
    Locale language,
    String folder,
    boolean colour,
    Function<String, Optional<YamlDocument>> documents,
    List<RuleDescription> rules) {

  static final ReportOptions NONE =
      new ReportOptions(Locale.ENGLISH, "", false, file -> Optional.empty(), List.of());

  ReportOptions withLanguage(Locale other) {
    return new ReportOptions(other, folder, colour, documents, rules);
  }

  ReportOptions withFolder(String other) {
    String path = other.replace('\\', '/');
    String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    return new ReportOptions(language, prefix, colour, documents, rules);
  }

  ReportOptions withColour(boolean other) {
    return new ReportOptions(language, folder, other, documents, rules);
  }

  ReportOptions withDocuments(Iterable<YamlDocument> more) {
    Map<String, YamlDocument> all = new HashMap<>();
    more.forEach(document -> all.put(document.file(), document));
    return withDocuments(file -> Optional.ofNullable(all.get(file)));
  }

  ReportOptions withDocuments(Function<String, Optional<YamlDocument>> more) {
    return new ReportOptions(
        language, folder, colour, file -> more.apply(file).or(() -> documents.apply(file)), rules);
  }

  ReportOptions withRules(List<RuleDescription> others) {
    return new ReportOptions(language, folder, colour, documents, List.copyOf(others));
  }

  String text(Message message) {
    return message.text(language);
  }

  String text(String key, Object... arguments) {
    return Texts.message(key, arguments).text(language);
  }

  /** Return the text of a message on one line that is safe to print. */
  String line(Message message) {
    return Printable.escape(text(message).strip().replaceAll("[ \t]*[\r\n]+[ \t]*", " "));
  }

  /** Return the path as reports show it: relative to the folder if the file is below it. */
  String path(String file) {
    String path = file;
    if (!folder.isEmpty() && path.startsWith(folder) && path.length() > folder.length()) {
      path = path.substring(folder.length());
    }
    while (path.startsWith("./") && path.length() > 2) {
      path = path.substring(2);
    }
    return path;
  }

  Optional<YamlDocument> document(String file) {
    return documents.apply(file);
  }
}
