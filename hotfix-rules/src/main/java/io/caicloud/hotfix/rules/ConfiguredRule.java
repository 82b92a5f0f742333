package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleOption;
import java.util.Optional;

/** A rule of which a configuration says something: what it reports is changed on the way. */
final class ConfiguredRule<S> implements Rule<S> {

  private final Rule<S> rule;
  private final Ruling ruling;

  ConfiguredRule(Rule<S> rule, Ruling ruling) {
    this.rule = rule;
    this.ruling = ruling;
  }

  /** Return the class of the rule itself, whoever wraps it. */
  static Class<?> typeOf(Rule<?> rule) {
    return rule instanceof ConfiguredRule<?> configured
        ? configured.rule.getClass()
        : rule.getClass();
  }

  @Override
  public RuleDescription description() {
    return rule.description();
  }

  @Override
  public Class<S> subject() {
    return rule.subject();
  }

  @Override
  public void check(S subject, RuleContext context) {
    rule.check(subject, new Context(ruling, context));
  }

  /** Stands between the rule and the engine. */
  private record Context(Ruling ruling, RuleContext engine) implements RuleContext {

    @Override
    public void report(Finding finding) {
      ruling.offReason(finding).ifPresent(engine::notRun);
      ruling.applied(finding).ifPresent(engine::report);
    }

    @Override
    public void reportForToday(Finding finding) {
      ruling.offReason(finding).ifPresent(engine::notRun);
      ruling.applied(finding).ifPresent(engine::reportForToday);
    }

    @Override
    public <T> Optional<T> input(Class<T> type) {
      Optional<T> configured = ruling.input(type);
      return configured.isPresent() ? configured : engine.input(type);
    }

    @Override
    public void notRun(Message because) {
      engine.notRun(because);
    }

    @Override
    public <T> T option(RuleOption<T> option) {
      return ruling.option(option);
    }
  }
}
