package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An exchange that did not come to its end, with the other end and the proxy on the way. */
final class Lost extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Address address;
  private final transient @Nullable Address proxy;
  private final IOException reason;

  Lost(Address address, @Nullable Address proxy, IOException reason) {
    super(reason.getMessage(), reason);
    this.address = address;
    this.proxy = proxy;
    this.reason = reason;
  }

  Address address() {
    return address;
  }

  @Nullable Address proxy() {
    return proxy;
  }

  IOException reason() {
    return reason;
  }
}
