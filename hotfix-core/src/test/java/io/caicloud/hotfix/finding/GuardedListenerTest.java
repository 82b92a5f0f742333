package io.caicloud.hotfix.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class GuardedListenerTest {

  private static final Progress STEP = new Progress(Progress.Stage.PACK, "a", 1, 2);
  private static final Progress LAST = new Progress(Progress.Stage.PACK, "a", 2, 2);

  @Test
  void drops_what_a_listener_throws() {
    AtomicInteger calls = new AtomicInteger();
    ProgressListener broken =
        progress -> {
          calls.incrementAndGet();
          throw new IllegalStateException("broken");
        };

    broken.guarded().onProgress(STEP);

    assertThat(calls).hasValue(1);
  }

  @Test
  void calls_a_listener_once_at_a_time() throws Exception {
    List<Long> calls = new ArrayList<>();
    AtomicReference<Thread> second = new AtomicReference<>();
    AtomicReference<ProgressListener> self = new AtomicReference<>();
    ProgressListener listener =
        progress -> {
          calls.add(progress.done());
          if (progress.done() == 1) {
            Thread other = new Thread(() -> self.get().onProgress(LAST));
            second.set(other);
            other.start();
            while (other.getState() != Thread.State.BLOCKED && calls.size() == 1) {
              Thread.onSpinWait();
            }
            calls.add(-1L);
          }
        };
    self.set(listener.guarded());

    self.get().onProgress(STEP);
    second.get().join();

    assertThat(calls).containsExactly(1L, -1L, 2L);
  }

  @Test
  void a_guard_is_not_guarded_again() {
    ProgressListener guarded = ((ProgressListener) progress -> {}).guarded();

    assertThat(guarded.guarded()).isSameAs(guarded);
    assertThat(ProgressListener.NONE.guarded()).isSameAs(ProgressListener.NONE);
  }
}
