package io.caicloud.hotfix.internal.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates in a PEM file. */
final class Certificates {

  private static final int MOST_BYTES = 1 << 22;

  private Certificates() {}

  static List<X509Certificate> read(Path pem) {
    List<X509Certificate> all = new ArrayList<>();
    try (InputStream input = Files.newInputStream(pem)) {
      byte[] text = input.readNBytes(MOST_BYTES);
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))) {
        if (each instanceof X509Certificate certificate) {
          all.add(certificate);
        }
      }
    } catch (NoSuchFileException e) {
      throw Failures.config("no-file", pem);
    } catch (IOException e) {
      throw Failures.config("unreadable", pem, e.getClass().getSimpleName());
    } catch (CertificateException e) {
      throw Failures.config("no-certificate", pem);
    }
    if (all.isEmpty()) {
      throw Failures.config("no-certificate", pem);
    }
    return all;
  }
}
