package io.caicloud.hotfix.release;

import java.util.List;

/**
 * What publishing would do: a step for every object, in the order in which they are done. Made by
 * looking only; nothing is written. Immutable.
 */
public final class PublishPlan {

  private final List<PublishStep> steps;

  PublishPlan(List<PublishStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Return the steps in order. */
  public List<PublishStep> steps() {
    return steps;
  }

  /** Return the steps that stand against publishing: keys that hold other bytes. */
  public List<PublishStep> conflicts() {
    return steps.stream().filter(step -> step.verdict() == PublishStep.Verdict.CONFLICT).toList();
  }

  /** Return how many bytes would be sent. */
  public long bytesToSend() {
    return steps.stream().mapToLong(PublishStep::bytesToSend).sum();
  }

  /** Return whether everything is in the store already. */
  public boolean isDone() {
    return steps.stream().allMatch(step -> step.action() == PublishStep.Action.SKIP);
  }

  /** Return the steps, a line each. */
  @Override
  public String toString() {
    return String.join("\n", steps.stream().map(PublishStep::toString).toList());
  }
}
