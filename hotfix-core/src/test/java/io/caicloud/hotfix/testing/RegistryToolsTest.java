package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries of the fixtures, in the hands of a program that knows real ones. */
final class RegistryToolsTest {

  private static final List<String> PLAIN_THERE = List.of("--dest-tls-verify=false");
  private static final List<String> PLAIN_BACK = List.of("--src-tls-verify=false");
  private static final String CREDENTIALS = DockerRegistry.USER + ":" + DockerRegistry.PASSWORD;

  @TempDir Path home;

  private final TinyImage image = TinyImage.of("for skopeo");
  private Path layout = Path.of("");

  @BeforeEach
  void makeLayout() throws IOException {
    layout = OciLayoutMaker.in(home.resolve("layout")).add("v1", image).write();
  }

  @Test
  void skopeo_pushes_to_the_fixture_and_pulls_from_it() {
    try (RegistryServer registry = RegistryServer.start()) {
      pushAndPull(registry.host(), PLAIN_THERE, PLAIN_BACK);
      assertThat(registry.manifest("release/web", "v1").orElseThrow().text())
          .isEqualTo(new String(image.manifestBytes(), StandardCharsets.UTF_8));
      assertThat(registry.blobs()).hasSize(3);
      assertThat(registry.openUploads()).isZero();
      Tools.Result again = copy(registry.host(), "--dest-tls-verify=false");
      assertThat(again.exit()).isZero();
      assertThat(registry.log().entries(request -> request.method().equals("PATCH"))).hasSize(3);
    }
  }

  @Test
  void skopeo_gets_tokens_for_what_it_does_and_follows_redirects_without_them() {
    BearerAuth auth = RegistryAuth.bearer().user("ci", "pw").anonymousPull(".*");
    try (RegistryServer registry =
        RegistryServer.builder().auth(auth).redirectBlobs().relativeLocations().start()) {
      List<String> there = List.of("--dest-tls-verify=false", "--dest-creds=ci:pw");
      pushAndPull(registry.host(), there, PLAIN_BACK);
      assertThat(registry.log().leaks()).isEmpty();
      assertThat(registry.log().blobBytes()).isPositive();
      assertThat(copy(registry.host(), "--dest-tls-verify=false").exit()).isNotZero();
    }
  }

  @Test
  void skopeo_trusts_the_fixture_by_its_test_authority_only() throws IOException {
    TestCertificates certificates = TestCertificates.in(home.resolve("tls"));
    try (RegistryServer registry =
        RegistryServer.builder()
            .https(certificates.serverContext())
            .redirectBlobs()
            .auth(RegistryAuth.basic("ci", "pw"))
            .start()) {
      String folder = authorityFolder(certificates);
      pushAndPull(
          registry.host(),
          List.of("--dest-creds=ci:pw", "--dest-cert-dir=" + folder),
          List.of("--src-creds=ci:pw", "--src-cert-dir=" + folder));
      assertThat(copy(registry.host(), "--dest-creds=ci:pw").stderr()).contains("certificate");
      handshake(registry.port(), certificates.clientContext());
      assertRefuses(registry.port());
    }
  }

  @Test
  void real_registry_takes_and_gives_and_leaves_nothing() {
    DockerRegistry registry = DockerRegistry.plain();
    Path storage = registry.storage();
    try (registry) {
      pushAndPull(registry.host(), PLAIN_THERE, PLAIN_BACK);
      assertThat(storage).isNotEmptyDirectory();
    }
    assertEnded(registry);
    registry.close();
  }

  @Test
  void real_registry_lets_in_who_has_the_password() {
    DockerRegistry registry = DockerRegistry.withPassword();
    try (registry) {
      pushAndPull(
          registry.host(),
          List.of("--dest-tls-verify=false", "--dest-creds=" + CREDENTIALS),
          List.of("--src-tls-verify=false", "--src-creds=" + CREDENTIALS));
      assertThat(copy(registry.host(), "--dest-tls-verify=false").exit()).isNotZero();
      Tools.Result wrong =
          copy(registry.host(), "--dest-tls-verify=false", "--dest-creds=tester:wrong");
      assertThat(wrong.exit()).isNotZero();
    }
    assertEnded(registry);
  }

  @Test
  void real_registry_shows_the_certificate_of_the_test_authority() throws IOException {
    DockerRegistry registry = DockerRegistry.withTlsAndPassword();
    try (registry) {
      String folder = authorityFolder(registry.certificates());
      String there = "--dest-creds=" + CREDENTIALS;
      String back = "--src-creds=" + CREDENTIALS;
      pushAndPull(
          registry.host(),
          List.of("--dest-cert-dir=" + folder, there),
          List.of("--src-cert-dir=" + folder, back));
      assertThat(copy(registry.host(), "--dest-cert-dir=" + folder).exit()).isNotZero();
      assertThat(registry.uri().getScheme()).isEqualTo("https");
      handshake(registry.port(), registry.certificates().clientContext());
      assertRefuses(registry.port());
    }
    assertEnded(registry);
  }

  private void pushAndPull(String host, List<String> there, List<String> back) {
    Path result = new Skopeo(home).thereAndBack(layout, host + "/release/web:v1", there, back);
    assertThat(OciLayoutMaker.blob(result, image.manifest().digest()))
        .hasBinaryContent(image.manifestBytes());
    for (ImageLayer layer : image.layers()) {
      assertThat(OciLayoutMaker.blob(result, layer.digest())).hasSize(layer.size());
    }
  }

  private Tools.Result copy(String host, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "copy";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = "oci:" + layout;
    arguments[options.length + 2] = "docker://" + host + "/release/web:again";
    return new Skopeo(home).run(arguments);
  }

  private String authorityFolder(TestCertificates certificates) throws IOException {
    Path folder = Files.createDirectories(home.resolve("trusted"));
    Files.copy(certificates.authorityPem(), folder.resolve("ca.crt"));
    return folder.toString();
  }

  private static void handshake(int port, SSLContext context) throws IOException {
    try (Socket socket = context.getSocketFactory().createSocket(SocketListener.loopback(), port)) {
      socket.getOutputStream().write(0);
    }
  }

  private static void assertRefuses(int port) {
    assertThatThrownBy(() -> handshake(port, SSLContext.getDefault()))
        .isInstanceOf(SSLException.class);
  }

  private static void assertEnded(DockerRegistry registry) {
    assertThat(registry.storage().getParent()).doesNotExist();
    try {
      assertThat(RawClient.refuses(registry.port())).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
