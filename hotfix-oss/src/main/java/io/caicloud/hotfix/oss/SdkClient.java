package io.caicloud.hotfix.oss;

import com.aliyun.oss.ClientConfiguration;
import com.aliyun.oss.common.comm.DefaultServiceClient;
import java.time.Duration;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/**
 * The SDK's HTTP layer, with requests that can be ended. The SDK's own deadline would need threads
 * that are no daemons. Safe to share between threads.
 */
final class SdkClient extends DefaultServiceClient {

  /** Far above what OSS sends: notes of 8 KB, and a dozen headers of its own. */
  private static final MessageConstraints HEADERS =
      MessageConstraints.custom().setMaxHeaderCount(500).setMaxLineLength(32 * 1024).build();

  SdkClient(Configuration configuration) {
    super(configuration);
  }

  /** Called by the super class while it is made, so all that is needed is in its configuration. */
  @Override
  protected CloseableHttpClient createHttpClient(HttpClientConnectionManager connections) {
    ((PoolingHttpClientConnectionManager) connections)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setMessageConstraints(HEADERS).build());
    Duration base = Duration.ofMillis(config.getRequestTimeout());
    Watchdog watchdog = new Watchdog(base, ((Configuration) config).slowest());
    return new GuardedHttpClient(super.createHttpClient(connections), watchdog);
  }

  /** The SDK's settings, and one more. */
  static final class Configuration extends ClientConfiguration {

    private final long slowest;

    Configuration(long slowest) {
      this.slowest = slowest;
    }

    long slowest() {
      return slowest;
    }
  }

  /** Return the status of this thread's last answer, or 0 if its last request had none. */
  int lastStatus() {
    return ((GuardedHttpClient) httpClient).lastStatus();
  }

  @Override
  public void shutdown() {
    ((GuardedHttpClient) httpClient).stopWatching();
    super.shutdown();
  }
}
