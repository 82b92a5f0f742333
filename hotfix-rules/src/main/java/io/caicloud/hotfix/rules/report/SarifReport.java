package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.KnownFinding;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as SARIF 2.1.0. What the engine itself has to say, and what was not run, are
 * notifications of the tool, and a report that is incomplete is a run that did not succeed.
 */
final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final String FINGERPRINT = "hotfixIdentity/v1";

  private final ReportView view;
  private final ReportOptions options;
  private final SarifPlaces places;
  private final SarifRules rules;
  private final Fingerprints fingerprints;

  private SarifReport(ReportView view) {
    this.view = view;
    this.options = view.options();
    this.places = new SarifPlaces(options);
    this.rules = SarifRules.of(view);
    this.fingerprints = new Fingerprints(options);
  }

  static String write(ReportView view) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(new SarifReport(view).run()));
    return JsonText.of(log);
  }

  private Map<String, Object> run() {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "hotfix-rules");
    driver.put("fullName", view.report().ruleSet());
    driver.put("language", options.language().getLanguage().equals("zh") ? "zh" : "en");
    driver.put("rules", rules.descriptors());
    driver.put("notifications", rules.notices());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("invocations", List.of(invocation()));
    run.put("language", driver.get("language"));
    run.put("columnKind", "unicodeCodePoints");
    run.put(
        "originalUriBaseIds",
        Map.of(SarifPlaces.BASE, Map.of("description", text(Texts.message("root")))));
    run.put("results", results());
    return run;
  }

  private List<Map<String, Object>> results() {
    RuleReport report = view.report();
    List<Map<String, Object>> results = new ArrayList<>();
    for (Finding finding : view.judgements()) {
      results.add(counted(finding, report.hasBaseline() ? "new" : ""));
    }
    for (SuppressedFinding suppressed : report.suppressed()) {
      Map<String, Object> result = result(suppressed.finding());
      result.put("suppressions", List.of(places.of(suppressed.suppression())));
      results.add(result);
    }
    report.baselined().forEach(finding -> results.add(counted(finding, "unchanged")));
    report.gone().forEach(gone -> results.add(absent(gone)));
    return results;
  }

  /** Return a result that nobody suppressed, which is said where others are. */
  private Map<String, Object> counted(Finding finding, String baselineState) {
    Map<String, Object> result = result(finding);
    if (!view.report().suppressed().isEmpty()) {
      result.put("suppressions", List.of());
    }
    if (!baselineState.isEmpty()) {
      result.put("baselineState", baselineState);
    }
    return result;
  }

  private Map<String, Object> absent(KnownFinding gone) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", gone.rule());
    int index = rules.index(gone.rule());
    if (index >= 0) {
      result.put("ruleIndex", index);
    }
    result.put("level", "none");
    result.put("message", text(Texts.message("gone-finding", gone.rule(), gone.place())));
    String pointer = gone.place().startsWith("/") ? gone.place() : "";
    result.put("locations", List.of(places.of(new Location(gone.path(), null, pointer))));
    if (!view.report().suppressed().isEmpty()) {
      result.put("suppressions", List.of());
    }
    result.put("baselineState", "absent");
    return result;
  }

  private Map<String, Object> result(Finding finding) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule().code());
    result.put("ruleIndex", rules.index(finding.rule()));
    result.put("level", level(finding.severity()));
    String remedy = options.text(finding.remedy());
    result.put("message", Map.of("text", options.text(finding.message()) + "\n" + remedy));
    result.put("locations", List.of(places.of(finding.location())));
    if (!finding.related().isEmpty()) {
      result.put("relatedLocations", places.of(finding.related()));
    }
    result.put("partialFingerprints", Map.of(FINGERPRINT, fingerprints.next(finding)));
    finding
        .fix()
        .filter(fix -> !fix.edits().isEmpty())
        .ifPresent(fix -> result.put("fixes", List.of(places.of(fix, finding.location().file()))));
    return result;
  }

  private Map<String, Object> invocation() {
    List<Map<String, Object>> notifications = new ArrayList<>();
    view.notices().forEach(notice -> notifications.add(notification(notice)));
    for (RuleOutcome outcome : view.report().outcomes()) {
      for (Message reason : outcome.reasons()) {
        notifications.add(notRun(outcome.rule(), reason));
      }
    }
    Verdict verdict = view.report().verdict();
    if (verdict == Verdict.INCOMPLETE && view.notices().isEmpty()) {
      Map<String, Object> incomplete = new LinkedHashMap<>();
      incomplete.put("level", "error");
      incomplete.put("message", text(Texts.of(verdict)));
      notifications.add(incomplete);
    }
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("executionSuccessful", verdict != Verdict.INCOMPLETE);
    invocation.put("toolExecutionNotifications", notifications);
    return invocation;
  }

  private Map<String, Object> notification(Finding notice) {
    Map<String, Object> notification = new LinkedHashMap<>();
    notification.put("descriptor", rules.notice(notice.rule()));
    notification.put("level", level(notice.severity()));
    String remedy = options.text(notice.remedy());
    notification.put("message", Map.of("text", options.text(notice.message()) + "\n" + remedy));
    if (ReportView.hasFile(notice)) {
      notification.put("locations", List.of(places.of(notice.location())));
    }
    return notification;
  }

  private Map<String, Object> notRun(RuleId rule, Message reason) {
    Map<String, Object> notification = new LinkedHashMap<>();
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("id", rule.code());
    reference.put("index", rules.index(rule));
    notification.put("associatedRule", reference);
    notification.put("level", "note");
    notification.put("message", text(reason));
    return notification;
  }

  private Map<String, Object> text(Message message) {
    return Map.of("text", options.text(message));
  }

  static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case HINT -> "note";
    };
  }
}
