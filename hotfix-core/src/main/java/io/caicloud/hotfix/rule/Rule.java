package io.caicloud.hotfix.rule;

/**
 * One thing that must hold, judged on every subject of a type: a YAML document, the values of an
 * addon, a specification, an entry of the release tree.
 *
 * <p>A rule gets typed subjects and opens no files. It is called from one thread at a time per
 * check, but checks run at once, so it keeps no state. What it throws becomes a {@code HF900}
 * finding and makes the verdict {@link Verdict#INCOMPLETE}; the other rules go on.
 *
 * @param <S> the subject
 */
public interface Rule<S> {

  /** Return the id, severity and texts of this rule; equal at each call. */
  RuleDescription description();

  /** Return the type of the subjects it wants to see; subtypes are shown to it too. */
  Class<S> subject();

  /**
   * Judge a subject and report what is wrong with it.
   *
   * @param subject what to judge
   * @param context takes the findings and gives what is needed from outside
   */
  void check(S subject, RuleContext context);
}
