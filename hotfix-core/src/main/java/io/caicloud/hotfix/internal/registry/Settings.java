package io.caicloud.hotfix.internal.registry;

import java.net.Proxy;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told.
 *
 * @param plainHosts the hosts that speak plain http
 * @param tls how TLS is spoken
 * @param proxies the proxy for an address
 * @param proxyCredentials what proxies are shown, or null
 * @param timeouts the limits of silence
 * @param retries when to try again
 * @param userAgent the name of the program
 * @param nanoTime a clock
 */
record Settings(
    Set<String> plainHosts,
    Tls tls,
    Function<URI, Proxy> proxies,
    @Nullable Credentials proxyCredentials,
    Timeouts timeouts,
    RetryPolicy retries,
    String userAgent,
    LongSupplier nanoTime) {}
