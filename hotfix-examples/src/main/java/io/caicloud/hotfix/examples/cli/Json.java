package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.BatchPlan;
import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.HotfixRejectedException;
import io.caicloud.hotfix.Outcome;
import io.caicloud.hotfix.PackagePlan;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.release.FetchResult;
import io.caicloud.hotfix.release.FetchedFile;
import io.caicloud.hotfix.release.PublishPlan;
import io.caicloud.hotfix.release.PublishStep;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The results of commands as maps and lists, for {@code --json}. Keys may be added, none change.
 */
final class Json {

  private Json() {}

  static Map<String, Object> rule(RuleDescription rule, Locale language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", rule.id().code());
    json.put("slug", rule.id().slug());
    json.put("aliases", rule.aliases());
    json.put("severity", lower(rule.severity()));
    json.put("summary", rule.summary().text(language));
    json.put("explanation", rule.explanation().text(language));
    json.put("remediation", rule.remediation().text(language));
    json.put("clause", rule.clause().text(language));
    json.put("bad", rule.bad().stream().map(RuleExample::files).toList());
    json.put("good", rule.good().stream().map(RuleExample::files).toList());
    return json;
  }

  static Map<String, Object> plan(BatchPlan plan, Locale language) {
    return batch(plan.outcomes(), plan.findings(), language, Json::planned);
  }

  static Map<String, Object> result(BatchResult result, Locale language) {
    return batch(result.outcomes(), result.findings(), language, Json::built);
  }

  static Map<String, Object> publishPlan(PublishPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("conflicts", plan.conflicts().size());
    json.put("steps", plan.steps().stream().map(Json::step).toList());
    return json;
  }

  private static Map<String, Object> step(PublishStep step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", step.object().key().value());
    json.put("size", step.object().fingerprint().size());
    json.put("sha256", step.object().fingerprint().sha256().hex());
    json.put("verdict", lower(step.verdict()));
    json.put("action", lower(step.action()));
    return json;
  }

  static Map<String, Object> fetched(FetchResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("received", result.received());
    json.put("files", result.files().stream().map(Json::file).toList());
    return json;
  }

  private static Map<String, Object> file(FetchedFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", file.key().value());
    json.put("file", file.path().toString());
    json.put("size", file.fingerprint().size());
    json.put("sha256", file.fingerprint().sha256().hex());
    json.put("proof", word(file.proof()));
    json.put("status", word(file.status()));
    return json;
  }

  /** Return the name of a constant as it stands in JSON and in keys of texts. */
  static String word(Enum<?> constant) {
    return lower(constant).replace('_', '-');
  }

  /** Return what stopped a command before it had a result. */
  static Map<String, Object> failure(HotfixException failure, Locale language) {
    Map<String, Object> json = new LinkedHashMap<>();
    failure(json, failure, language);
    return json;
  }

  private static <T> Map<String, Object> batch(
      List<Outcome<T>> outcomes,
      List<Finding> findings,
      Locale language,
      BiConsumer<Map<String, Object>, T> print) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("hotfixes", outcomes.stream().map(o -> outcome(o, language, print)).toList());
    json.put("findings", findings(findings, language));
    return json;
  }

  private static <T> Map<String, Object> outcome(
      Outcome<T> outcome, Locale language, BiConsumer<Map<String, Object>, T> print) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", outcome.path());
    outcome.value().ifPresent(value -> print.accept(json, value));
    outcome.failure().ifPresent(failure -> failure(json, failure, language));
    return json;
  }

  private static void planned(Map<String, Object> json, PackagePlan plan) {
    json.put("package", plan.name().fileName());
    json.put("size", plan.size());
    json.put(
        "images",
        plan.images().stream()
            .map(
                image ->
                    Map.of(
                        "target", image.targetName(),
                        "digest", image.image().manifest().digest().toString()))
            .toList());
    json.put("imagesAtSite", plan.imagesAtSite().stream().map(Object::toString).toList());
  }

  private static void built(Map<String, Object> json, HotfixPackage built) {
    json.put("package", built.name().fileName());
    json.put("size", built.size());
    json.put("file", built.path().toString());
  }

  private static void failure(Map<String, Object> json, HotfixException failure, Locale language) {
    json.put("code", failure.code());
    json.put("message", failure.message(language));
    if (failure instanceof HotfixRejectedException rejected) {
      json.put("findings", findings(rejected.report().findings(), language));
    }
  }

  private static List<Map<String, Object>> findings(List<Finding> findings, Locale language) {
    return findings.stream().map(f -> finding(f, language)).toList();
  }

  private static Map<String, Object> finding(Finding finding, Locale language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule().code());
    json.put("slug", finding.rule().slug());
    json.put("severity", lower(finding.severity()));
    json.put("file", finding.location().file());
    TextRange range = finding.location().range();
    if (range != null) {
      json.put("line", range.line());
      json.put("column", range.column());
      json.put("endLine", range.endLine());
      json.put("endColumn", range.endColumn());
    }
    json.put("message", finding.message().text(language));
    json.put("remedy", finding.remedy().text(language));
    return json;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
