package io.caicloud.hotfix.oss;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;

/**
 * An HTTP client that ends a request when its thread is interrupted or when its time is up, even
 * while it writes: socket timeouts know of reads only. Answers other than objects are read here,
 * within that time, up to a limit. Safe to share between threads.
 */
@SuppressWarnings("deprecation") // CloseableHttpClient has abstract methods of deprecated types.
final class GuardedHttpClient extends CloseableHttpClient {

  /** A page of 1,000 keys of 1,023 bytes, percent-encoded, is below this. */
  private static final int MOST_ANSWER_BYTES = 8 << 20;

  private final CloseableHttpClient client;
  private final Watchdog watchdog;
  private final ThreadLocal<Integer> lastStatus = new ThreadLocal<>();

  GuardedHttpClient(CloseableHttpClient client, Watchdog watchdog) {
    this.client = client;
    this.watchdog = watchdog;
  }

  /** Return the status of this thread's last answer, or 0 if its last request had none. */
  int lastStatus() {
    Integer status = lastStatus.get();
    return status == null ? 0 : status;
  }

  @Override
  protected CloseableHttpResponse doExecute(
      HttpHost target, HttpRequest request, HttpContext context) throws IOException {
    lastStatus.remove();
    HttpUriRequest abortable = (HttpUriRequest) request;
    Duration time = watchdog.time(bodyLength(request));
    Abortion abortion = new Abortion(abortable::abort);
    writeInBlocks(request, abortion);
    AtomicBoolean timeIsUp = new AtomicBoolean();
    ScheduledFuture<?> bark = watchdog.watch(() -> end(abortable, timeIsUp), time);
    try {
      CloseableHttpResponse answer =
          abortion.during(() -> keep(request, ofService(client.execute(target, request, context))));
      lastStatus.set(answer.getStatusLine().getStatusCode());
      return answer;
    } catch (IOException | RuntimeException e) {
      if (timeIsUp.get()) {
        throw late(time, e);
      }
      throw e;
    } finally {
      bark.cancel(false);
    }
  }

  /** The request's thread may go on before this one does, so it is told first. */
  private static void end(HttpUriRequest request, AtomicBoolean timeIsUp) {
    timeIsUp.set(true);
    request.abort();
  }

  /** Portals and proxies answer too, and not every answer has a body that would show it. */
  private static CloseableHttpResponse ofService(CloseableHttpResponse answer) throws IOException {
    boolean success = answer.getStatusLine().getStatusCode() / 100 == 2;
    if (success && answer.getFirstHeader("x-oss-request-id") == null) {
      answer.close();
      throw new IOException("an answer that is not from OSS");
    }
    return answer;
  }

  private static IOException late(Duration time, Exception cause) {
    return new IOException("no answer within " + time.toMillis() + " ms", cause);
  }

  private static void writeInBlocks(HttpRequest request, Abortion abortion) {
    if (request instanceof HttpEntityEnclosingRequest enclosing && enclosing.getEntity() != null) {
      enclosing.setEntity(new BlockEntity(enclosing.getEntity(), abortion));
    }
  }

  private static long bodyLength(HttpRequest request) {
    if (request instanceof HttpEntityEnclosingRequest enclosing && enclosing.getEntity() != null) {
      return Math.max(0, enclosing.getEntity().getContentLength());
    }
    return 0;
  }

  /** Read the answer, unless it is an object: that may be large, and is read by whoever asked. */
  private static CloseableHttpResponse keep(HttpRequest request, CloseableHttpResponse answer)
      throws IOException {
    HttpEntity entity = answer.getEntity();
    int status = answer.getStatusLine().getStatusCode();
    boolean object =
        request.getRequestLine().getMethod().equals("GET")
            && request.getRequestLine().getUri().indexOf('?') < 0
            && status / 100 == 2;
    if (entity == null || object) {
      return answer;
    }
    try {
      byte[] bytes = entity.getContent().readNBytes(MOST_ANSWER_BYTES + 1);
      if (bytes.length > MOST_ANSWER_BYTES) {
        throw new IOException("an answer of more than " + MOST_ANSWER_BYTES + " bytes");
      }
      ByteArrayEntity kept = new ByteArrayEntity(bytes);
      kept.setContentType(entity.getContentType());
      kept.setContentEncoding(entity.getContentEncoding());
      answer.setEntity(kept);
      return answer;
    } catch (IOException | RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  void stopWatching() {
    watchdog.close();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  @Override
  public HttpParams getParams() {
    return client.getParams();
  }

  @Override
  public ClientConnectionManager getConnectionManager() {
    return client.getConnectionManager();
  }
}
