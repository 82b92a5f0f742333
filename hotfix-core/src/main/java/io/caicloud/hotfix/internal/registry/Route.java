package io.caicloud.hotfix.internal.registry;

import java.net.InetSocketAddress;
import java.net.Proxy;

/**
 * Where a connection leads, and through which proxy.
 *
 * @param address the other end
 * @param proxy the way there, direct or of type HTTP
 */
record Route(Address address, Proxy proxy) {

  Route {
    boolean http = proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress;
    if (proxy.type() != Proxy.Type.DIRECT && !http) {
      throw new IllegalArgumentException("not a proxy of type HTTP: " + proxy.type());
    }
  }

  boolean isDirect() {
    return proxy.type() == Proxy.Type.DIRECT;
  }

  /** Return whether the proxy is asked for the page, and not for a tunnel. */
  boolean isForwarded() {
    return !isDirect() && !address.secure();
  }

  /** Return where to connect to. */
  Address firstStop() {
    if (proxy.address() instanceof InetSocketAddress stop && !isDirect()) {
      return new Address(false, stop.getHostString(), stop.getPort());
    }
    return address;
  }
}
