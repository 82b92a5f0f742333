package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.KnownFinding;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOutcome;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Reports with one of everything. */
final class SampleReports {

  static final String FILE = "release-hotfixes/2.7.2/20181123/控制台/console-web.yaml";

  static final RuleId QUOTED = new RuleId("HF012", "placeholder-quoted");
  static final RuleId DATE = new RuleId("HF102", "hotfix-date");
  static final RuleId ENV = new RuleId("HF401", "mount-volume");
  static final RuleId PACKAGE = new RuleId("HF511", "package-contract");
  static final RuleId VOLUME = new RuleId("HF404", "unused-volume");

  /** Its second line has a Chinese text before what the first finding is about. */
  static final YamlDocument DOCUMENT =
      document(
          FILE,
          """
          _config:
            _metadata: {name: 控制台, version: [[ imageTagFromGitTag ]]}
            controllers:
              - name: web
                env:
                  - {name: A, value: 1}
                  - {name: A, value: 2}
          """);

  private SampleReports() {}

  static YamlDocument document(String file, String text) {
    return YamlDocument.parse(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Return a report of a check that refuses. */
  static RuleReport refused() {
    return RuleReport.builder("sample-rules 1.2")
        .outcome(new RuleOutcome(QUOTED, State.RAN, 1, List.of()))
        .outcome(new RuleOutcome(DATE, State.NOT_RUN, 1, List.of(noClock())))
        .outcome(new RuleOutcome(ENV, State.RAN, 2, List.of()))
        .outcome(new RuleOutcome(VOLUME, State.RAN, 2, List.of()))
        .outcome(new RuleOutcome(PACKAGE, State.NOTHING_VISITED, 0, List.of()))
        .visited(QUOTED, FILE)
        .visited(DATE, FILE)
        .visited(ENV, FILE)
        .visited(ENV, "other.yaml")
        .visited(VOLUME, FILE)
        .visited(VOLUME, "other.yaml")
        .finding(quoted())
        .finding(twice())
        .finding(unused())
        .build();
  }

  /** Return a report with findings in every state, compared with a baseline. */
  static RuleReport accepted() {
    Suppression inline =
        new Suppression(
            QUOTED,
            "HF012",
            Suppression.Kind.INLINE,
            FILE,
            "",
            "由现场替换 <&>",
            LocalDate.of(2026, 12, 31),
            Location.of(FILE, TextRange.at(2, 70)));
    RuleReport report =
        RuleReport.builder("sample-rules 1.2")
            .outcome(new RuleOutcome(QUOTED, State.RAN, 1, List.of()))
            .outcome(new RuleOutcome(ENV, State.RAN, 1, List.of()))
            .outcome(new RuleOutcome(VOLUME, State.RAN, 1, List.of()))
            .visited(QUOTED, FILE)
            .visited(ENV, FILE)
            .visited(VOLUME, "other.yaml")
            .suppressed(new SuppressedFinding(quoted(), inline))
            .finding(twice())
            .finding(unused())
            .build();
    return report.compared(
        List.of(twice()),
        List.of(
            new KnownFinding(FILE, "HF401", "/_config/controllers/[web]/env/[B]", "1"),
            new KnownFinding(FILE, "HF999", "", "")));
  }

  /** Return a report of a check in which a rule crashed. */
  static RuleReport incomplete() {
    return RuleReport.builder("sample-rules 1.2")
        .outcome(new RuleOutcome(QUOTED, State.CRASHED, 2, List.of()))
        .outcome(new RuleOutcome(ENV, State.RAN, 2, List.of()))
        .visited(QUOTED, FILE)
        .visited(QUOTED, "other.yaml")
        .visited(ENV, FILE)
        .visited(ENV, "other.yaml")
        .finding(
            Finding.error(EngineRules.RULE_CRASHED, Location.of(FILE))
                .message(Message.of("rule HF012 failed with X at Y", "规则 HF012 在 Y 处失败：X"))
                .remedy(Message.of("report it", "请报告"))
                .build())
        .build();
  }

  /** Return a report of a check that found nothing. */
  static RuleReport passed() {
    return RuleReport.builder("sample-rules 1.2")
        .outcome(new RuleOutcome(ENV, State.RAN, 1, List.of()))
        .visited(ENV, FILE)
        .build();
  }

  /** Return a report with one error. */
  static RuleReport of(Finding finding) {
    return RuleReport.builder("sample-rules 1.2")
        .outcome(new RuleOutcome(finding.rule(), State.RAN, 1, List.of()))
        .visited(finding.rule(), finding.location().file())
        .finding(finding)
        .build();
  }

  /** Return an error whose texts are the same in both languages. */
  static Finding error(Location place, String message) {
    return Finding.error(ENV, place)
        .message(Message.of(message, message))
        .remedy(Message.of("mend it", "请修正"))
        .build();
  }

  static List<RuleDescription> rules() {
    return List.of(
        RuleDescription.builder(QUOTED, Severity.ERROR)
            .alias("quoted-placeholder")
            .summary(Message.of("Placeholders are quoted.", "占位符加引号。"))
            .explanation(Message.of("YAML reads [[ … ]] as a list.", "YAML 把 [[ … ]] 读成列表。"))
            .remediation(Message.of("Quote it.", "请加引号。"))
            .clause(Message.of("values format, section 3", "values 格式，第 3 节"))
            .build());
  }

  private static Message noClock() {
    return Message.of("no clock was given", "没有给出时钟");
  }

  private static Finding quoted() {
    Location place = DOCUMENT.location(DOCUMENT.find("/_config/_metadata/version").orElseThrow());
    TextRange range = Objects.requireNonNull(place.range());
    String fixed = "'[[ imageTagFromGitTag ]]'";
    return Finding.error(QUOTED, place)
        .message(Message.of("placeholder is not quoted", "占位符没有加引号"))
        .remedy(Message.of("quote it, since YAML reads a list here", "请加引号，否则 YAML 读成列表"))
        .fix(
            new Fix(
                Message.of("write " + fixed, "写成 " + fixed),
                List.of(DOCUMENT.edit(range, fixed)),
                true))
        .build();
  }

  private static Finding twice() {
    String pointer = "/_config/controllers/0/env/";
    Location first = DOCUMENT.location(DOCUMENT.find(pointer + 0).orElseThrow());
    Location second = DOCUMENT.location(DOCUMENT.find(pointer + 1).orElseThrow());
    return Finding.warning(ENV, second)
        .message(Message.of("env \"A\" is there twice", "环境变量“A”出现两次"))
        .remedy(Message.of("remove one of them", "请删去其中一个"))
        .related(first, Message.of("the first one", "第一个"))
        .build();
  }

  private static Finding unused() {
    return Finding.hint(VOLUME, Location.of("other.yaml"))
        .message(Message.of("volume \"x|y\" is not used", "卷“x|y”没有使用"))
        .remedy(Message.of("remove it", "请删去"))
        .build();
  }
}
