package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Follows redirects of GET and HEAD. Credentials stay behind when scheme, host or port change, and
 * do not come back. From https it goes to plain http only where that was allowed, or within this
 * machine.
 */
final class Redirects {

  private static final int MOST = 5;
  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

  private final Transport transport;
  private final Set<String> plainHosts;

  Redirects(Transport transport, Set<String> plainHosts) {
    this.transport = transport;
    this.plainHosts = plainHosts;
  }

  /**
   * Send a request, and send it again to where it is sent.
   *
   * @param request the request without authentication
   * @param authorization the value of {@code Authorization}, or empty for none
   */
  Incoming follow(Outgoing request, String authorization) throws IOException {
    Outgoing next = request;
    boolean known = !authorization.isEmpty();
    for (int hop = 0; hop <= MOST; hop++) {
      Headers headers = request.headers();
      Incoming answer =
          transport.exchange(
              known ? next.with(headers.with("Authorization", authorization)) : next);
      if (!STATUSES.contains(answer.status()) || !isRead(request.method())) {
        return answer;
      }
      URI target = location(answer);
      answer.close();
      Address from = Address.of(next.place());
      Address to = Address.of(target);
      requireAllowed(from, to);
      known = known && from.equals(to);
      next = next.to(target);
    }
    throw new Garbage("more than " + MOST + " redirects");
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Check that a place named by another one is not easier to listen to. */
  void requireAllowed(Address from, Address to) throws Garbage {
    boolean weaker = from.secure() && !to.secure();
    if (weaker && !Doors.allows(plainHosts, to) && !(from.isLoopback() && to.isLoopback())) {
      throw new Garbage("it leads from https to plain http at " + to.authority());
    }
  }

  /** Return the absolute address in the {@code Location} field. */
  static URI location(Incoming answer) throws Garbage {
    String text = answer.headers().first("Location").orElse("");
    try {
      URI target = answer.place().resolve(new URI(encoded(text)));
      String scheme = String.valueOf(target.getScheme());
      boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (text.isEmpty() || !http || target.getHost() == null || target.getUserInfo() != null) {
        throw new Garbage("a Location that is no address by http");
      }
      return target;
    } catch (URISyntaxException e) {
      // Not the cause: it quotes the address, which may hold a signature.
      throw new Garbage("a Location that is no address");
    }
  }

  /** Encode what some servers leave as it is. */
  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte each : text.getBytes(ISO_8859_1)) {
      char c = (char) (each & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded
            .append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return encoded.toString();
  }
}
