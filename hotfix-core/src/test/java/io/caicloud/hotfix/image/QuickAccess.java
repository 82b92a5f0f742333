package io.caicloud.hotfix.image;

import io.caicloud.hotfix.internal.registry.RetryPolicy;
import java.time.Duration;

/** Access to registries that does not wait between its three attempts, nor long for silence. */
final class QuickAccess {

  private static final RetryPolicy.Timing NO_WAIT =
      new RetryPolicy.Timing() {
        @Override
        public void sleep(Duration pause) throws InterruptedException {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }

        @Override
        public double chance() {
          return 0;
        }
      };

  private QuickAccess() {}

  static RegistryAccess.Builder builder() {
    return RegistryAccess.builder()
        .attempts(3)
        .timing(NO_WAIT)
        .timeouts(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(500));
  }

  static RegistryAccess access() {
    return builder().build();
  }
}
