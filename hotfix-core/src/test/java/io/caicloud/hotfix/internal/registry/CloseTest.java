package io.caicloud.hotfix.internal.registry;

import static io.caicloud.hotfix.internal.registry.Clients.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryRequest.Host;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TestCertificates;
import io.caicloud.hotfix.testing.TinyImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After close no socket and no thread is left. */
@Timeout(60)
final class CloseTest {

  private static final Credentials GOOD = Credentials.password("ada", "s3cret-word", "a test");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ends_all_connections_free_and_busy(boolean tls) {
    TinyImage image = TinyImage.of("web");
    TestCertificates certificates = TestCertificates.in(folder);
    RegistryServer.Builder builder =
        RegistryServer.builder().auth(RegistryAuth.basic("ada", "s3cret-word")).redirectBlobs();
    try (RegistryServer server =
        (tls ? builder.https(certificates.serverContext()) : builder).start()) {
      server.add("release/web", "v1", image);
      String path = "blobs/" + image.config().digest();
      Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
      RegistryHttp http =
          RegistryHttp.builder()
              .authorities(certificates.authorityPem())
              .credentials(server.host(), GOOD)
              .build();
      http.fetch(get(server.host(), path), 1 << 20).close();
      server.faults().always(r -> r.host() == Host.STORAGE, RegistryFault.stallAfter(1));
      RegistryResponse busy = http.send(get(server.host(), path));
      RegistryResponse other = http.send(get(server.host(), path));
      assertThat(server.openConnections()).isGreaterThanOrEqualTo(2);

      http.close();

      assertThatThrownBy(() -> other.body().readAllBytes()).isInstanceOf(Exception.class);
      server.awaitNoConnection(Duration.ofSeconds(20));
      busy.close();
      other.close();
      http.close();
      assertThat(Thread.getAllStackTraces().keySet().stream().filter(t -> !before.contains(t)))
          .noneMatch(CloseTest::isOfTheClient);
    }
  }

  private static boolean isOfTheClient(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("io.caicloud.hotfix.internal.registry")) {
        return thread != Thread.currentThread();
      }
    }
    return false;
  }

  @Test
  void is_of_no_more_use() {
    RegistryHttp http = RegistryHttp.builder().build();
    http.close();
    assertThatThrownBy(() -> http.send(get("127.0.0.1:1", "manifests/v1")))
        .isInstanceOf(IllegalStateException.class);
  }
}
