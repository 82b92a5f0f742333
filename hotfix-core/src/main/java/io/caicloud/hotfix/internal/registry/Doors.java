package io.caicloud.hotfix.internal.registry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a registry is reached by https or by plain http: https, unless plain http was allowed or
 * the registry is on this machine and turns out not to speak TLS.
 */
final class Doors {

  private static final String HUB = "docker.io";
  private static final String HUB_DOOR = "registry-1.docker.io";

  private final Set<String> plainHosts;
  private final Transport transport;
  private final Duration patience;
  private final Map<String, Once<Address>> loopback = new ConcurrentHashMap<>();

  Doors(Settings settings, Transport transport) {
    this.plainHosts = settings.plainHosts();
    this.patience = settings.timeouts().answer();
    this.transport = transport;
  }

  /**
   * Return whether plain http was allowed for a host, named with its port or, for port 80, without.
   */
  static boolean allows(Set<String> plainHosts, Address address) {
    return plainHosts.contains(address.hostAndPort()) || plainHosts.contains(address.authority());
  }

  /** Return where to find a registry. */
  Address of(String host) throws IOException {
    String door = host.equals(HUB) || host.equals("index." + HUB) ? HUB_DOOR : host;
    Address plain = Address.of(false, door);
    if (allows(plainHosts, plain)) {
      return plain;
    }
    Address secure = Address.of(true, door);
    return secure.isLoopback()
        ? loopback
            .computeIfAbsent(door, Once::new)
            .get(() -> answersPlainly(plain) || !transport.speaksTls(secure) ? plain : secure)
        : secure;
  }

  /**
   * Return whether an answer to plain http makes sense. TLS servers give none, or a status of 400.
   */
  private boolean answersPlainly(Address plain) throws IOException {
    Outgoing question =
        new Outgoing("GET", URI.create(plain + "/v2/"), Headers.none(), null, true, patience);
    try (Incoming answer = transport.exchange(question)) {
      return answer.status() != 400;
    } catch (Lost e) {
      IOException reason = e.reason();
      boolean refused = reason instanceof ConnectException;
      if (!refused && (reason instanceof SocketException || reason instanceof EOFException)) {
        return false;
      }
      if (reason instanceof Garbage) {
        return false;
      }
      throw e;
    }
  }
}
