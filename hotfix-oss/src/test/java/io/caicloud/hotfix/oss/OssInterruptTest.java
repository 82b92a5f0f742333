package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt ends a call in every phase, and closing a store leaves nothing behind. */
@Timeout(60)
final class OssInterruptTest extends StoreOnServer {

  /** More than fits into the buffers of both sides. */
  private static final Content HUGE = Content.of(new byte[24 << 20]);

  /** A call in another thread. */
  private static final class Call {
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private final CompletableFuture<Boolean> flag = new CompletableFuture<>();
    private final Thread thread;

    Call(Callable<?> work) {
      thread =
          new Thread(
              () -> {
                Throwable seen = null;
                try {
                  work.call();
                } catch (Exception e) {
                  seen = e;
                }
                flag.complete(Thread.currentThread().isInterrupted());
                thrown.complete(seen == null ? new AssertionError("it succeeded") : seen);
              },
              "interrupted-test");
      thread.setDaemon(true);
      thread.start();
    }

    /** Interrupt it; long before any deadline of the store it has to be over. */
    void endsByInterrupt() throws Exception {
      thread.interrupt();
      Throwable seen = thrown.get(5, TimeUnit.SECONDS);
      assertThat(seen).isInstanceOf(HotfixException.class);
      assertThat(((HotfixException) seen).code()).isEqualTo("interrupted");
      assertThat(flag.get()).isTrue();
    }
  }

  private OssStoreBuilder patient() {
    return builder().deadline(Duration.ofMinutes(5)).attempts(6, Duration.ofMinutes(5));
  }

  private void awaitFault(String name) {
    server.log().await(entry -> entry.fault().startsWith(name), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "HEAD_OBJECT",
        "GET_BUCKET_VERSIONING",
        "INITIATE_MULTIPART_UPLOAD",
        "UPLOAD_PART",
        "COMPLETE_MULTIPART_UPLOAD"
      })
  void ends_while_it_waits_for_an_answer(OssOperation operation) throws Exception {
    OssStore store = open(patient().journal(journals()));
    fail(operation, OssFault.hangAfterDoing());
    Call call = new Call(() -> put(store, KEY, LARGE));
    awaitFault("hang");
    call.endsByInterrupt();
    put(journaling(), KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(count(OssOperation.UPLOAD_PART)).isLessThanOrEqualTo(6);
  }

  @Test
  void ends_while_it_writes() throws Exception {
    OssStore store = open(patient().smallParts(32 << 20, 10));
    server.faults().always(OssRequest.is(OssOperation.PUT_OBJECT), OssFault.hang());
    Call call = new Call(() -> put(store, KEY, HUGE));
    awaitFault("hang");
    call.endsByInterrupt();
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void ends_while_it_writes_a_part() throws Exception {
    OssStore store = open(patient().smallParts(16 << 20, 10));
    server.faults().always(OssRequest.is(OssOperation.UPLOAD_PART), OssFault.hang());
    Call call = new Call(() -> put(store, KEY, HUGE));
    awaitFault("hang");
    call.endsByInterrupt();
    store.close();
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void ends_while_it_pauses_between_attempts() throws Exception {
    OssStore store = open(patient());
    fail(OssOperation.PUT_OBJECT, OssFault.error(503, "ServiceUnavailable"));
    Call call = new Call(() -> put(store, KEY, SMALL));
    // It looks at the key once more before it pauses.
    server
        .log()
        .await(
            entry -> entry.status() == 404 && count(OssOperation.HEAD_OBJECT) == 2,
            Duration.ofSeconds(30));
    call.endsByInterrupt();
  }

  @Test
  void ends_while_it_reads_an_object() throws Exception {
    bucket.put(KEY.value(), bytes(1 << 20, 3));
    OssStore store = open(patient());
    fail(OssOperation.GET_OBJECT, OssFault.hangAfterSending(1000));
    CountDownLatch read = new CountDownLatch(1000);
    Call call =
        new Call(
            () -> {
              InputStream object = Channels.newInputStream(store.open(KEY, 0, 1 << 20));
              while (object.read() >= 0) {
                read.countDown();
              }
              return null;
            });
    read.await();
    call.endsByInterrupt();
  }

  @Test
  void ends_while_it_connects() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(List.of(first, second)).allMatch(Socket::isConnected);
      OssStore store = open(patient().endpoint("http://127.0.0.1:" + full.getLocalPort()));
      Call call = new Call(() -> store.stat(KEY));
      while (call.thread.getState() != Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      call.endsByInterrupt();
    }
  }

  @Test
  void leaves_no_thread_and_no_connection_when_it_is_closed() throws Exception {
    OssStore store = open(builder().threads(4));
    put(store, KEY, LARGE);
    store.copyIfAbsent(KEY, OTHER, LARGE.fingerprint());
    assertThat(threads()).isNotEmpty();
    assertThat(server.openConnections()).isPositive();
    store.close();
    assertThat(threads()).isEmpty();
    awaitNoConnections(server);
  }

  @Test
  void leaves_nothing_when_it_is_closed_by_an_interrupted_thread() throws Exception {
    OssStore store = open(builder().threads(4));
    put(store, KEY, LARGE);
    Thread.currentThread().interrupt();
    try {
      store.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(threads()).isEmpty();
    awaitNoConnections(server);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hotfix-oss"))
        .filter(Thread::isAlive)
        .toList();
  }

  static void awaitNoConnections(OssServer server) {
    while (server.openConnections() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void ends_calls_that_run_when_it_is_closed() throws Exception {
    for (OssOperation operation : List.of(OssOperation.HEAD_OBJECT, OssOperation.UPLOAD_PART)) {
      OssStore store = open(patient().journal(journals()));
      fail(operation, OssFault.hang());
      server.log().clear();
      Call call = new Call(() -> put(store, KEY, LARGE));
      awaitFault("hang");
      store.close();
      assertThat(call.thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
      assertThat(call.flag.get()).isFalse();
      assertThatThrownBy(() -> store.stat(KEY)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> put(store, KEY, LARGE)).isInstanceOf(IllegalStateException.class);
    }
    put(journaling(), KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(noticed()).anySatisfy(text -> assertThat(text).contains("going on with"));
  }
}
