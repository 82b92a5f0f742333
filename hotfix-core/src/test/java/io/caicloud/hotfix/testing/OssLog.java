package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What reached an {@link OssServer} and what went back. Requests are in the order of their arrival
 * and stand here from then on, answered or not, without secrets. Safe for use by several threads.
 */
public final class OssLog {

  private final GrowingLog<Entry> log = new GrowingLog<>();

  /**
   * A request and what became of it.
   *
   * @param request the request
   * @param bytesReceived bytes of its body that were read
   * @param status the status of the answer, 0 if none was sent yet or ever
   * @param code the error's name, such as {@code NoSuchKey}, or an empty text
   * @param bytesSent bytes of the answer's body that were handed to the network
   * @param fault the name of the fault it met, or an empty text
   */
  public record Entry(
      OssRequest request,
      long bytesReceived,
      int status,
      String code,
      long bytesSent,
      String fault) {}

  /** An entry while it grows. */
  final class Exchange {
    private final OssRequest request;
    private long bytesReceived;
    private int status;
    private String code = "";
    private long bytesSent;
    private String fault = "";

    Exchange(OssRequest request) {
      this.request = request;
    }

    void received(long bytes) {
      log.change(() -> bytesReceived += bytes);
    }

    void refused(String what) {
      log.change(() -> code = what);
    }

    void answered(int withStatus) {
      log.change(() -> status = withStatus);
    }

    void sent(long bytes) {
      log.change(() -> bytesSent += bytes);
    }

    void met(OssFault what) {
      log.change(() -> fault = what.name());
    }

    private Entry entry() {
      return new Entry(request, bytesReceived, status, code, bytesSent, fault);
    }
  }

  OssLog() {}

  Exchange arrived(OssRequest request) {
    Exchange exchange = new Exchange(request);
    log.add(exchange::entry);
    return exchange;
  }

  /** Return what happened so far. */
  public List<Entry> entries() {
    return log.entries();
  }

  /**
   * Return what happened so far to some requests.
   *
   * @param which the condition on them
   */
  public List<Entry> entries(Predicate<OssRequest> which) {
    return entries().stream().filter(entry -> which.test(entry.request())).toList();
  }

  /** Return what was asked so far, in the order of arrival. */
  public List<OssOperation> operations() {
    return entries().stream().map(entry -> entry.request().operation()).toList();
  }

  /** Return how many bytes of objects and parts were received, whatever became of them. */
  public long bytesUploaded() {
    return entries(
            request ->
                request.operation() == OssOperation.PUT_OBJECT
                    || request.operation() == OssOperation.UPLOAD_PART)
        .stream()
        .mapToLong(Entry::bytesReceived)
        .sum();
  }

  /** Return how many bytes of objects were sent. */
  public long bytesDownloaded() {
    return entries(OssRequest.is(OssOperation.GET_OBJECT)).stream()
        .filter(entry -> entry.status() == 200 || entry.status() == 206)
        .mapToLong(Entry::bytesSent)
        .sum();
  }

  /**
   * Wait until an entry fulfills a condition, such as that a fault was met.
   *
   * @param condition the condition
   * @param limit how long to wait
   * @return the first such entry
   * @throws AssertionError if there is none in time, or if the thread is interrupted
   */
  public Entry await(Predicate<Entry> condition, Duration limit) {
    return log.await(condition, limit);
  }

  /** Forget what happened. */
  public void clear() {
    log.clear();
  }
}
