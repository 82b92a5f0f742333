package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All open connections, and which of them are free. Safe to share between threads. */
final class ConnectionPool implements AutoCloseable {

  private static final int MOST_FREE = 16;

  private final Set<Wire> open = new HashSet<>();
  private final Map<Route, Deque<Connection>> free = new HashMap<>();
  private boolean closed;

  /** Return a free connection, or null if a new one is needed. */
  @Nullable Connection take(Route route) {
    while (true) {
      Connection connection = poll(route);
      if (connection == null || connection.isIdle()) {
        return connection;
      }
      connection.close();
    }
  }

  private synchronized @Nullable Connection poll(Route route) {
    Deque<Connection> connections = free.get(route);
    return connections == null ? null : connections.pollFirst();
  }

  /** Remember a wire, before it is connected, so that {@link #close} ends it. */
  void begin(Wire wire) {
    synchronized (this) {
      if (!closed) {
        open.add(wire);
        return;
      }
    }
    end(wire);
    throw new IllegalStateException("closed");
  }

  void giveBack(Connection connection) {
    synchronized (this) {
      Deque<Connection> connections =
          free.computeIfAbsent(connection.route(), route -> new ArrayDeque<>());
      if (!closed && connections.size() < MOST_FREE) {
        connections.addFirst(connection);
        return;
      }
    }
    connection.close();
  }

  void end(Wire wire) {
    synchronized (this) {
      open.remove(wire);
    }
    try {
      wire.close();
    } catch (IOException e) {
      // The connection is given up either way, and nobody could do anything about it.
      return;
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    Set<Wire> wires;
    synchronized (this) {
      closed = true;
      wires = new HashSet<>(open);
      free.clear();
    }
    wires.forEach(this::end);
  }
}
