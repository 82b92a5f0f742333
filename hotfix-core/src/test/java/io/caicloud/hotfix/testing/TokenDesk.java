package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives out tokens and knows what they are good for. */
final class TokenDesk {

  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, String> identities = new HashMap<>();
  private int uses = Integer.MAX_VALUE;
  private Optional<Duration> lifetime = Optional.empty();
  private InstantSource clock = InstantSource.system();

  private static final class Token {
    private final List<Access> granted;
    private final Instant end;
    private int usesLeft;

    Token(List<Access> granted, Instant end, int usesLeft) {
      this.granted = granted;
      this.end = end;
      this.usesLeft = usesLeft;
    }
  }

  synchronized void limitUses(int requests) {
    uses = requests;
  }

  synchronized void limitTime(Duration time, InstantSource toldBy) {
    lifetime = Optional.of(time);
    clock = toldBy;
  }

  /** Return how long tokens live, if that was said. */
  synchronized Optional<Duration> lifetime() {
    return lifetime;
  }

  synchronized String issue(List<Access> granted) {
    String text = "token-" + UUID.randomUUID();
    Instant end = clock.instant().plus(lifetime.orElse(Duration.ofMinutes(5)));
    tokens.put(text, new Token(List.copyOf(granted), end, uses));
    return text;
  }

  synchronized String identity(String user) {
    String text = "identity-" + UUID.randomUUID();
    identities.put(text, user);
    return text;
  }

  synchronized Optional<String> identified(String identity) {
    return Optional.ofNullable(identities.get(identity));
  }

  synchronized void revoke() {
    tokens.clear();
  }

  /** Use a token; return why it does not do, in the words of RFC 6750, "Error Codes". */
  synchronized Optional<String> problem(String text, List<Access> wanted) {
    Token token = tokens.get(text);
    if (token == null || token.usesLeft == 0 || !clock.instant().isBefore(token.end)) {
      return Optional.of("invalid_token");
    }
    token.usesLeft--;
    boolean enough =
        wanted.stream()
            .allMatch(access -> token.granted.stream().anyMatch(grant -> grant.covers(access)));
    return enough ? Optional.empty() : Optional.of("insufficient_scope");
  }
}
