package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.KnownFinding;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A report for programs; {@code report.schema.json} describes it. */
final class JsonReport {

  private static final int VERSION = 1;

  private final ReportOptions options;
  private final Fingerprints fingerprints;
  private final boolean baseline;

  private JsonReport(ReportView view) {
    this.options = view.options();
    this.baseline = view.report().hasBaseline();
    this.fingerprints = new Fingerprints(options);
  }

  static String write(ReportView view) {
    RuleReport report = view.report();
    JsonReport writer = new JsonReport(view);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("ruleSet", report.ruleSet());
    json.put("verdict", lower(report.verdict()));
    json.put("digest", report.digest());
    json.put("checked", report.files().size());
    json.put("errors", view.count(Severity.ERROR));
    json.put("warnings", view.count(Severity.WARNING));
    json.put("hints", view.count(Severity.HINT));
    json.put("findings", report.findings().stream().map(writer::finding).toList());
    writer.addAside(json, report);
    json.put("rules", report.outcomes().stream().map(writer::outcome).toList());
    return JsonText.of(json);
  }

  /** Add what does not count; a report without it looks as if nobody had thought of it. */
  private void addAside(Map<String, Object> json, RuleReport report) {
    if (!report.suppressed().isEmpty()) {
      json.put("suppressed", report.suppressed().stream().map(this::suppressed).toList());
    }
    if (baseline) {
      json.put("baselined", report.baselined().stream().map(f -> finding(f, "unchanged")).toList());
      json.put("gone", report.gone().stream().map(JsonReport::gone).toList());
    }
  }

  private Map<String, Object> suppressed(SuppressedFinding suppressed) {
    Suppression why = suppressed.suppression();
    Map<String, Object> json = finding(suppressed.finding(), "");
    Map<String, Object> suppression = new LinkedHashMap<>();
    suppression.put("kind", lower(why.kind()));
    suppression.put("reason", why.reason());
    suppression.put("until", why.until().toString());
    addLocation(suppression, why.location());
    json.put("suppression", suppression);
    return json;
  }

  private static Map<String, Object> gone(KnownFinding gone) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", gone.path());
    json.put("rule", gone.rule());
    json.put("place", gone.place());
    json.put("value", gone.value());
    return json;
  }

  private Map<String, Object> finding(Finding finding) {
    return finding(finding, baseline ? "new" : "");
  }

  private Map<String, Object> finding(Finding finding, String baselineState) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule().code());
    json.put("slug", finding.rule().slug());
    json.put("severity", lower(finding.severity()));
    addLocation(json, finding.location());
    json.put("message", options.text(finding.message()));
    json.put("remedy", options.text(finding.remedy()));
    json.put(
        "related",
        finding.related().stream()
            .map(
                related -> {
                  Map<String, Object> place = new LinkedHashMap<>();
                  addLocation(place, related.location());
                  place.put("message", options.text(related.message()));
                  return place;
                })
            .toList());
    finding.fix().ifPresent(fix -> json.put("fix", fix(fix)));
    json.put("fingerprint", fingerprints.next(finding));
    if (!baselineState.isEmpty()) {
      json.put("baselineState", baselineState);
    }
    return json;
  }

  private void addLocation(Map<String, Object> json, Location location) {
    json.put("file", options.path(location.file()));
    TextRange range = location.range();
    if (range != null) {
      json.put("line", range.line());
      json.put("column", range.column());
      json.put("endLine", range.endLine());
      json.put("endColumn", range.endColumn());
    }
    if (!location.pointer().isEmpty()) {
      json.put("pointer", location.pointer());
    }
  }

  private Map<String, Object> fix(Fix fix) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("description", options.text(fix.description()));
    json.put("safe", fix.safe());
    json.put(
        "edits",
        fix.edits().stream()
            .map(
                edit -> {
                  Map<String, Object> change = new LinkedHashMap<>();
                  change.put("offset", edit.offset());
                  change.put("length", edit.length());
                  change.put("replacement", edit.replacement());
                  return change;
                })
            .toList());
    return json;
  }

  private Map<String, Object> outcome(RuleOutcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", outcome.rule().code());
    json.put("slug", outcome.rule().slug());
    json.put("state", lower(outcome.state()));
    json.put("visited", outcome.visited());
    json.put("reasons", outcome.reasons().stream().map(options::text).toList());
    return json;
  }

  /** Return the name of a constant as the schema writes it, such as {@code not-run}. */
  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
