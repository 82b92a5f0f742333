package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.RegistryLog;
import io.caicloud.hotfix.testing.RegistryRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What a registry and its client know of each other, and texts that must not show it. */
final class Secrets {

  static final String USER = "robot";
  static final String PASSWORD = "correct-horse-battery";

  private final Set<String> secrets = new ConcurrentSkipListSet<>();
  private final Set<String> texts = new ConcurrentSkipListSet<>();

  Secrets() {
    byte[] both = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    // The fixture's tokens begin like this, also those that got lost on their way.
    Set<String> known = Set.of(PASSWORD, Base64.getEncoder().encodeToString(both), "token-");
    secrets.addAll(known);
  }

  /** Add what a client showed to a registry, and signed addresses. */
  void of(RegistryLog log) {
    for (RegistryLog.Entry entry : log.entries()) {
      RegistryRequest request = entry.request();
      request.header("Authorization").ifPresent(value -> add(value.replaceFirst("^[^ ]+ ", "")));
      if (request.host() == RegistryRequest.Host.STORAGE) {
        add(request.query());
      }
    }
  }

  private void add(String secret) {
    if (secret.length() > 5) {
      secrets.add(secret);
    }
  }

  /** Add a text. */
  void text(String text) {
    texts.add(text);
  }

  /** Add the texts of a failure, in both languages and with all causes. */
  void text(HotfixException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    texts.add(trace.toString());
    texts.add(failure.message(Locale.ENGLISH));
    texts.add(failure.message(Locale.CHINESE));
  }

  /** Check that no text shows anything. */
  void areNotShown() {
    for (String text : texts) {
      assertThat(text).doesNotContain(secrets);
    }
  }
}
