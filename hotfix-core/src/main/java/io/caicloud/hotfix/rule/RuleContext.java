package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import java.util.Optional;

/** What a rule is given while it judges one subject. For use in the calling thread only. */
public interface RuleContext {

  /**
   * Report a finding.
   *
   * @param finding what was found, under the id of the rule that reports it
   * @throws IllegalArgumentException if the finding bears the id of another rule
   */
  void report(Finding finding);

  /**
   * Report a finding that holds on the day of the check only, such as a date in the future. The
   * digest of the report leaves it out, so that the same hotfix has the same digest tomorrow.
   *
   * @param finding what was found, under the id of the rule that reports it
   * @throws IllegalArgumentException if the finding bears the id of another rule
   */
  void reportForToday(Finding finding);

  /**
   * Return something from outside the subject that the caller of the check may have given.
   *
   * @param type what it is
   * @param <T> what it is
   */
  <T> Optional<T> input(Class<T> type);

  /**
   * Say that this rule, or a part of it, was not run because the caller left out an {@link
   * #input(Class) input}. The report shows it; the verdict stays. What was given and did not work
   * is an exception instead.
   *
   * @param because what was not looked for, and which input is missing
   */
  void notRun(Message because);

  /**
   * Return the value of an option of this rule: what the configuration says, or else its default.
   *
   * @param option one of the options in the rule's description
   * @param <T> what its value is
   */
  default <T> T option(RuleOption<T> option) {
    return option.defaultValue();
  }
}
