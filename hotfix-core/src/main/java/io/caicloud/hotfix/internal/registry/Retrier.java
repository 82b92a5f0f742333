package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tries again what may be tried again. */
final class Retrier {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final RetryPolicy policy;
  private final Transport transport;

  Retrier(RetryPolicy policy, Transport transport) {
    this.policy = policy;
    this.transport = transport;
  }

  /** One try. */
  @FunctionalInterface
  interface Try {
    Incoming go() throws IOException;
  }

  /**
   * Try until there is an answer that does not ask for patience.
   *
   * @param address the other end, for messages
   * @param repeatable whether there may be more than one try
   * @param step one try
   */
  Incoming send(Address address, boolean repeatable, Try step) {
    int attempts = repeatable ? policy.attempts() : 1;
    for (int attempt = 1; ; attempt++) {
      Duration pause = policy.pause(attempt);
      try {
        Incoming answer = step.go();
        if (attempt == attempts || !isPassing(answer.status())) {
          return answer;
        }
        pause = asked(answer.headers()).orElse(pause);
        answer.close();
      } catch (IOException e) {
        IOException reason = e instanceof Lost lost ? lost.reason() : e;
        if (transport.isClosed() && !Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("closed", e);
        }
        if (attempt == attempts
            || Thread.currentThread().isInterrupted()
            || !Failures.isWorthAnotherTry(reason)) {
          throw Failures.unreachable(address, e);
        }
      }
      sleep(address, pause);
    }
  }

  void sleep(Object subject, Duration pause) {
    try {
      policy.timing().sleep(pause);
    } catch (InterruptedException e) {
      throw Failures.interrupted(subject, e);
    }
  }

  static boolean isPassing(int status) {
    return status == 429 || status == 500 || (status >= 502 && status <= 504);
  }

  /** Return how long the server asks to wait. A date counts from the server's own clock. */
  private Optional<Duration> asked(Headers headers) {
    Optional<Duration> wait = headers.first("Retry-After").flatMap(text -> read(text, headers));
    Duration most = policy.longest();
    return wait.map(each -> each.compareTo(most) > 0 ? most : each);
  }

  private static Optional<Duration> read(String text, Headers headers) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return headers
        .first("Date")
        .flatMap(now -> date(now).flatMap(from -> date(text).map(to -> Duration.between(from, to))))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
