package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssServer;
import java.time.Duration;

/** Stores on a test server, with little patience. */
final class Stores {

  private Stores() {}

  /** Return the builder of a store in the server's bucket that tries again soon. */
  static OssStoreBuilder on(OssServer server) {
    return OssStore.builder(server.bucket().name())
        .endpoint(server.endpoint().toString())
        .region(server.region())
        .credentials(credentials(server.credential()))
        .deadline(Duration.ofSeconds(10))
        .attempts(4, Duration.ofMillis(5));
  }

  static OssCredentials credentials(OssCredential credential) {
    return OssCredentials.of(credential.accessKeyId(), credential.accessKeySecret());
  }
}
