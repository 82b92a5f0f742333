package io.caicloud.hotfix.oss;

import com.aliyun.oss.ClientConfiguration;
import com.aliyun.oss.common.comm.DefaultServiceClient;
import java.time.Duration;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * The SDK's HTTP layer, with requests that can be ended. The SDK's own deadline would need threads
 * that are no daemons. Safe to share between threads.
 */
final class SdkClient extends DefaultServiceClient {

  SdkClient(ClientConfiguration configuration) {
    super(configuration);
  }

  /** Called by the super class while it is made, so all that is needed is in its configuration. */
  @Override
  protected CloseableHttpClient createHttpClient(HttpClientConnectionManager connections) {
    Duration base = Duration.ofMillis(config.getRequestTimeout());
    return new GuardedHttpClient(super.createHttpClient(connections), new Watchdog(base));
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
