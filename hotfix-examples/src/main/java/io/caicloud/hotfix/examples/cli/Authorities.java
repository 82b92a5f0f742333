package io.caicloud.hotfix.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities in a PEM file. */
final class Authorities {

  private Authorities() {}

  /** Return who trusts those of a file and those of the Java installation. */
  static X509TrustManager beside(Path pem) {
    try (InputStream input = Files.newInputStream(pem)) {
      List<Certificate> all = new ArrayList<>();
      all.addAll(CertificateFactory.getInstance("X.509").generateCertificates(input));
      if (all.isEmpty()) {
        throw Terminal.problem("no-certificate", pem);
      }
      all.addAll(Arrays.asList(manager(null).getAcceptedIssuers()));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      return manager(store);
    } catch (IOException | GeneralSecurityException e) {
      throw Terminal.problem("no-certificate", pem);
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
