package io.caicloud.hotfix.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Clients that do not wait, and what tests ask of them. */
final class Clients {

  static final Repository WEB = new Repository("127.0.0.1:1", "release/web");

  private Clients() {}

  /** Waits for nothing, and remembers how long it should have. */
  static final class NoWait implements RetryPolicy.Timing {
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    public void sleep(Duration pause) throws InterruptedException {
      pauses.add(pause);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }

    @Override
    public double chance() {
      return 0;
    }
  }

  static RetryPolicy policy(RetryPolicy.Timing timing) {
    return new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(30), timing);
  }

  /** Return a builder for a host that speaks plain http, with three tries and no pauses. */
  static RegistryHttp.Builder plain(String host) {
    return RegistryHttp.builder().plainHttp(host).retries(policy(new NoWait()));
  }

  static RegistryRequest get(String host, String path) {
    return RegistryRequest.of("GET", new Repository(host, "release/web"), path).build();
  }

  static HotfixException failure(ThrowingCallable call) {
    HotfixException thrown = catchThrowableOfType(HotfixException.class, call);
    assertThat(thrown).as("nothing was thrown").isNotNull();
    return thrown;
  }

  /** Return everything that anybody could print of an exception. */
  static String allTextOf(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    if (thrown instanceof HotfixException failure) {
      text.append(failure.message(Locale.CHINESE));
    }
    return text.toString();
  }
}
