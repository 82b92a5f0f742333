package io.caicloud.hotfix.internal.registry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Sleeps, and draws from this thread's random numbers. */
final class RealTiming implements RetryPolicy.Timing {

  @Override
  public void sleep(Duration pause) throws InterruptedException {
    Thread.sleep(pause.toMillis());
  }

  @Override
  public double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
