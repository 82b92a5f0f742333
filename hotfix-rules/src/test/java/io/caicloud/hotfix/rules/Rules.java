package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import java.util.function.BiConsumer;

/** Rules made of a lambda expression. */
final class Rules {

  static final Message TEXT = Message.of("text", "文本");

  private Rules() {}

  static <S> Rule<S> rule(RuleId id, Class<S> type, BiConsumer<S, RuleContext> check) {
    return new Rule<>() {
      @Override
      public RuleDescription description() {
        return RuleDescription.builder(id, Severity.ERROR)
            .summary(TEXT)
            .explanation(TEXT)
            .remediation(TEXT)
            .clause(TEXT)
            .build();
      }

      @Override
      public Class<S> subject() {
        return type;
      }

      @Override
      public void check(S subject, RuleContext context) {
        check.accept(subject, context);
      }
    };
  }

  static Finding finding(RuleId rule, String file) {
    return Finding.error(rule, Location.of(file)).message(TEXT).remedy(TEXT).build();
  }
}
