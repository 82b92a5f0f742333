package io.caicloud.hotfix.oss;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is expected of the network.
 *
 * @param slowest the slowest line that is worth waiting for, in bytes a second
 * @param proxy a proxy in between
 */
record Line(long slowest, Optional<InetSocketAddress> proxy) {

  static final Line USUAL = new Line(64 * 1024, Optional.empty());
}
