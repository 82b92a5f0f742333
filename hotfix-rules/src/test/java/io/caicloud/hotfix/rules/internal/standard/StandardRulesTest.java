package io.caicloud.hotfix.rules.internal.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StandardRulesTest {

  @Test
  void every_rule_says_what_why_how_and_who_demands_it_in_both_languages() {
    for (Rule<?> rule : StandardRules.all()) {
      RuleDescription description = rule.description();
      for (Message text :
          List.of(
              description.summary(),
              description.explanation(),
              description.remediation(),
              description.clause())) {
        assertThat(text.text(Locale.ENGLISH)).as("%s", description.id()).isNotBlank();
        assertThat(text.text(Locale.CHINESE)).as("%s", description.id()).matches(".*\\p{IsHan}.*");
        assertThat(text.text(Locale.ENGLISH)).doesNotMatch(".*\\p{IsHan}.*");
      }
      assertThat(description.summary().text(Locale.ENGLISH)).hasSizeLessThanOrEqualTo(100);
    }
  }

  @Test
  void the_rules_of_the_first_set_are_there_in_order() {
    assertThat(StandardRules.all())
        .extracting(rule -> rule.description().id().code().substring(2))
        .containsExactly(
            ("001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 "
                    + "101 102 103 104 105 106 107 108 201 202 203 204 205 206 "
                    + "301 302 303 304 305 306 307 401 402 403 404 405 406 407 408 501 502 503 504 509 510 511")
                .split(" ", -1));
  }
}
