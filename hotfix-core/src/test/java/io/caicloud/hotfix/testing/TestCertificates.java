package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate authority for tests, and a certificate by it for {@code 127.0.0.1} and {@code
 * localhost}. Made anew each time by the JDK's keytool; valid for two days. Immutable.
 */
public final class TestCertificates {

  private static final char[] PASSWORD = "not-a-secret".toCharArray();
  private static final String SERVER = "server";
  private static final String AUTHORITY = "authority";

  private final Path folder;
  private final KeyStore serverKeys;
  private final Certificate authority;

  private TestCertificates(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    authority = load("authority.p12").getCertificate(AUTHORITY);
    serverKeys = load("server.p12");
    write("ca.pem", List.of(authority));
    write("server.pem", List.of(serverKeys.getCertificateChain(SERVER)));
    Key key = serverKeys.getKey(SERVER, PASSWORD);
    Files.writeString(folder.resolve("server-key.pem"), pem("PRIVATE KEY", key.getEncoded()));
  }

  /**
   * Make an authority and a certificate.
   *
   * @param folder where their files go; made if it is not there, and not removed
   * @throws AssertionError if keytool fails
   */
  public static TestCertificates in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path authority = folder.resolve("authority.p12");
      Path server = folder.resolve("server.p12");
      Path request = folder.resolve("server.csr");
      Path issued = folder.resolve("issued.pem");
      String names = "san=ip:127.0.0.1,dns:localhost";
      generate(authority, AUTHORITY, "CN=authority of tests", "bc:c", "ku:c=keyCertSign");
      generate(server, SERVER, "CN=server of tests", names);
      String csr = request.toString();
      keytool(server, SERVER, "-certreq", "-file", csr);
      Path own = folder.resolve("authority.pem");
      keytool(authority, AUTHORITY, "-exportcert", "-rfc", "-file", own.toString());
      keytool(
          authority,
          AUTHORITY,
          "-gencert",
          "-rfc",
          "-validity",
          "2",
          "-ext",
          names,
          "-infile",
          csr,
          "-outfile",
          issued.toString());
      Files.writeString(issued, Files.readString(issued) + Files.readString(own));
      keytool(server, SERVER, "-importcert", "-noprompt", "-file", issued.toString());
      return new TestCertificates(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void generate(Path store, String alias, String name, String... extensions) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    arguments.addAll(List.of("-dname", name));
    for (String extension : extensions) {
      arguments.addAll(List.of("-ext", extension));
    }
    keytool(store, alias, arguments.toArray(String[]::new));
  }

  private static void keytool(Path store, String alias, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", new String(PASSWORD), "-alias", alias));
    Tools.run(command, store.toAbsolutePath().getParent(), Map.of()).succeeded();
  }

  private KeyStore load(String file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private void write(String file, List<Certificate> certificates)
      throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : certificates) {
      text.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve(file), text);
  }

  private static String pem(String what, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }

  /** Return the file with the authority's certificate in PEM, {@code ca.pem}. */
  public Path authorityPem() {
    return folder.resolve("ca.pem");
  }

  /** Return the file with the server's certificate in PEM, the authority's after it. */
  public Path serverPem() {
    return folder.resolve("server.pem");
  }

  /** Return the file with the server's private key in PEM. */
  public Path serverKeyPem() {
    return folder.resolve("server-key.pem");
  }

  /** Return what a server needs to show the certificate. */
  public SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(serverKeys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Return what a client needs to trust the authority, and nobody else. */
  public SSLContext clientContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Return what trusts the authority, and nobody else. */
  public X509TrustManager[] trustManagers() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(AUTHORITY, authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return Arrays.copyOf(
          trust.getTrustManagers(), trust.getTrustManagers().length, X509TrustManager[].class);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
