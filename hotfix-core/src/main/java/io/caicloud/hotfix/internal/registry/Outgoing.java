package io.caicloud.hotfix.internal.registry;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as it goes over one connection.
 *
 * @param method the method
 * @param place the absolute address
 * @param headers the fields, with authentication
 * @param body what it sends, or null
 * @param repeatable whether it may be sent again when nobody knows if it arrived
 * @param patience how long to wait for the answer
 */
record Outgoing(
    String method,
    URI place,
    Headers headers,
    @Nullable RequestBody body,
    boolean repeatable,
    Duration patience) {

  Outgoing to(URI other) {
    return new Outgoing(method, other, headers, body, repeatable, patience);
  }

  Outgoing with(Headers others) {
    return new Outgoing(method, place, others, body, repeatable, patience);
  }

  /** Return the path and query as they go over the wire. */
  String target() {
    String path = place.getRawPath();
    String query = place.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }
}
