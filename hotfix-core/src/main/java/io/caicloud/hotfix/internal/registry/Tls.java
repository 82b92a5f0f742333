package io.caicloud.hotfix.internal.registry;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS with the certificate authorities of the Java installation and some more. */
final class Tls {

  private final List<X509Certificate> more;
  private @Nullable SSLSocketFactory factory;

  private Tls(@Nullable SSLSocketFactory factory, List<X509Certificate> more) {
    this.factory = factory;
    this.more = more;
  }

  /** Use these sockets. */
  static Tls of(SSLSocketFactory factory) {
    return new Tls(factory, List.of());
  }

  /** Trust these certificates too. What is expensive waits for the first connection. */
  static Tls trusting(List<X509Certificate> more) {
    return new Tls(null, more);
  }

  SSLSocket around(Socket connected, Address address) throws IOException {
    Socket socket = factory().createSocket(connected, address.host(), address.port(), true);
    if (socket instanceof SSLSocket secure) {
      return secure;
    }
    throw new IOException("the given factory makes no TLS sockets");
  }

  private synchronized SSLSocketFactory factory() throws IOException {
    if (factory == null) {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, more.isEmpty() ? null : managers(), null);
        factory = context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
      }
    }
    return factory;
  }

  private TrustManager[] managers() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int count = 0;
    for (X509Certificate certificate : more) {
      trusted.setCertificateEntry("more-" + count++, certificate);
    }
    for (TrustManager manager : managersOf(null)) {
      if (manager instanceof X509TrustManager usual) {
        for (X509Certificate certificate : usual.getAcceptedIssuers()) {
          trusted.setCertificateEntry("usual-" + count++, certificate);
        }
      }
    }
    return managersOf(trusted);
  }

  private static TrustManager[] managersOf(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return managers.getTrustManagers();
  }
}
