package io.caicloud.hotfix.rules.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test kit is as good as its failures. */
final class RuleTestTest {

  private static final RuleTest TEST = RuleTest.of(new NoSecond("third", true));

  @Test
  void passes_when_exactly_what_is_marked_is_found() {
    assertThatCode(
            () ->
                TEST.finds("门: «second»\nb: «'second'»\nc: [second, \\«\\»]\n")
                    .withSeverity(Severity.WARNING)
                    .saying("not second")
                    .saying("不要 second")
                    .fixedTo("门: third\nb: third\nc: [second, «»]\n")
                    .suggesting("门: third\nb: third\nc: [second, «»]\n"))
        .doesNotThrowAnyException();
    assertThatCode(() -> TEST.accepts("a: first\n")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: «first»\n",
        "a: «second»\nb: second\n",
        "«a»: second\n",
        "a: «s»econd\n",
        "a: ««second»»\n",
        "a: second\n",
        "a: first\n"
      })
  void fails_when_a_finding_is_missing_or_too_many_or_elsewhere(String text) {
    assertFails(() -> TEST.finds(text), "HOUSE002 not-second is to find something at");
  }

  @Test
  void says_what_was_expected_and_what_was_found() {
    assertFails(
        () -> TEST.finds("a: «first»\nb: second\n"),
        "expected values.yaml:1:4-1:9",
        "found    values.yaml:2:4-2:10: WARNING: not second [HOUSE002 not-second]");
    assertFails(() -> TEST.finds("a: «first»\n"), "found    nothing");
  }

  @Test
  void fails_when_a_good_text_has_a_finding() {
    assertFails(() -> TEST.accepts("a: second\n"), "is to find nothing", "values.yaml:1:4-1:10");
  }

  @Test
  void fails_when_the_rule_is_shown_nothing() {
    assertFails(() -> TEST.accepts("a: [\n"), "is to be shown something to judge", "HF003");
  }

  @Test
  void fails_when_severity_or_words_differ() {
    RuleFindings findings = TEST.finds("a: «second»\n");
    assertFails(() -> findings.withSeverity(Severity.ERROR), "is to find what is ERROR");
    assertFails(() -> findings.saying("third"), "is to say \"third\"");
    assertFails(findings::unfixed, "is to have no fix");
  }

  @Test
  void fails_when_the_fix_differs() {
    RuleFindings findings = TEST.finds("a: «second»\n");
    assertFails(
        () -> findings.fixedTo("a: fourth\n"),
        "is to fix the text otherwise",
        "--- expected\na: fourth\n",
        "--- found\na: third\n");
    assertFails(() -> findings.fixedTo("a: second\n"), "--- found\na: third\n");
  }

  @Test
  void a_fix_that_does_not_hold_is_no_fix() {
    RuleTest stays = RuleTest.of(new NoSecond("'second'", true));
    assertFails(
        () -> stays.finds("a: «second»\n").fixedTo("a: 'second'\n"),
        "dropped  values.yaml:1:4-1:10",
        "still object");
  }

  @Test
  void a_suggestion_is_not_applied_as_a_fix() {
    RuleTest suggests = RuleTest.of(new NoSecond("third", false));
    assertThatCode(
            () -> suggests.finds("a: «second»\n").fixedTo("a: second\n").suggesting("a: third\n"))
        .doesNotThrowAnyException();
  }

  @Test
  void fails_when_the_rule_throws() {
    RuleTest crashing = RuleTest.of(new NoSecond("crash", true));
    for (String text : List.of("a: «second»\n", "a: second\n")) {
      assertFails(
          () -> crashing.finds(text), "is to run to its end", "ArithmeticException", "NoSecond");
    }
    assertFails(() -> crashing.accepts("a: first\nb: second\n"), "is to run to its end");
  }

  @Test
  void a_mark_without_its_partner_is_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> TEST.finds("a: «second\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEST.finds("a: second»\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_rule_needs_a_bad_and_a_good_example() {
    assertFails(TEST::examples, "needs a bad and a good example");
  }

  @Test
  void examples_fail_when_they_do_not_show_what_they_say() {
    assertFails(() -> examples("a: first\n", "a: first\n"), "something in its bad example");
    assertFails(() -> examples("a: second\n", "a: first\n"), "only it finds anything", "HF30");
    assertFails(
        () -> examples(values("second"), values("second")), "has a good example", "HOUSE002");
    assertThatCode(() -> examples(values("second"), values("first"))).doesNotThrowAnyException();
  }

  @Test
  void examples_fail_when_a_fix_leaves_something() {
    NoSecond stays = new NoSecond("'second'", true, values("second"), values("first"));
    assertFails(() -> RuleTest.of(stays).examples(), "are to leave nothing", "still object");
  }

  @Test
  void tests_standard_rules_in_specifications_and_trees() {
    HotfixRules rules = HotfixRules.standard();
    String spec =
        "productVersion: 2.7.2\ndate: '20181123'\ndesc: %s\ngroup: console\nvalues: a.yaml\n";
    RuleTest.of(rules, "desc-format")
        .in("hotfix.yaml")
        .accepts(spec.formatted("bug211"))
        .finds(spec.formatted("«fix-211»"))
        .withSeverity(Severity.ERROR)
        .fixedTo(spec.formatted("bug211"));
    RuleTest.of(rules, "HF103")
        .finds(
            RuleExample.of(
                "release-hotfixes/2.7.2/20181123/bug211-compass-hotfixes-console-web-v3.3.2/console"
                    + "/console-web.yaml",
                values("first")))
        .saying("bug211-compass-hotfixes-console-web-v3.3.2")
        .unfixed();
    RuleTest.of(rules, "HF001").in("values.yaml").accepts(values("café"));
  }

  private static void examples(String bad, String good) {
    RuleTest.of(new NoSecond("third", true, bad, good)).examples();
  }

  private static String values(String description) {
    return """
    _config:
      _metadata:
        name: console-web
        namespace: default
        version: v3.3.2
        description: %s
        template: {type: template.caicloud.io/application, version: 1.0.0}
      controllers:
      - type: Deployment
        containers:
        - image: '[[ registry_release ]]/console-web:v3.3.2'
    """
        .formatted(description);
  }

  private static void assertFails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable test, String... texts) {
    assertThatThrownBy(test)
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessageContainingAll(texts);
  }

  /** A rule that no value is the word second. */
  private record NoSecond(String replacement, boolean safe, List<String> bad, List<String> good)
      implements Rule<AddonValues> {

    NoSecond(String replacement, boolean safe, String... examples) {
      this(
          replacement,
          safe,
          List.of(examples).subList(0, examples.length / 2),
          List.of(examples).subList(examples.length / 2, examples.length));
    }

    @Override
    public RuleDescription description() {
      Message text = Message.of("not second", "不要 second");
      RuleDescription.Builder description =
          RuleDescription.builder(new RuleId("HOUSE002", "not-second"), Severity.WARNING)
              .summary(text)
              .explanation(text)
              .remediation(text)
              .clause(text);
      bad.forEach(example -> description.bad(RuleExample.of("values.yaml", example)));
      good.forEach(example -> description.good(RuleExample.of("values.yaml", example)));
      return description.build();
    }

    @Override
    public Class<AddonValues> subject() {
      return AddonValues.class;
    }

    @Override
    public void check(AddonValues values, RuleContext context) {
      check(values.document(), values.document().root().orElseThrow(), context);
    }

    private void check(YamlDocument document, YamlNode node, RuleContext context) {
      if (node instanceof YamlMapping mapping) {
        mapping.entries().forEach(entry -> check(document, entry.value(), context));
      } else if (node instanceof YamlScalar scalar && scalar.value().startsWith("second")) {
        int crash = 1 / (replacement.equals("crash") ? 0 : 1);
        TextEdit edit = document.edit(scalar.range(), replacement);
        Message text = description().summary();
        context.report(
            Finding.warning(description().id(), document.location(scalar))
                .message(text)
                .remedy(text)
                .fix(new Fix(text, crash == 1 ? List.of(edit) : List.of(), safe))
                .build());
      }
    }
  }
}
