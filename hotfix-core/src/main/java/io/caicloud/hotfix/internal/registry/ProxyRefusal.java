package io.caicloud.hotfix.internal.registry;

import java.io.IOException;

/** The proxy does not let us through. */
final class ProxyRefusal extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ProxyRefusal(int status) {
    super("HTTP " + status + " from the proxy");
    this.status = status;
  }

  int status() {
    return status;
  }
}
