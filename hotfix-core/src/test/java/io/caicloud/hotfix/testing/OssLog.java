package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What reached an {@link OssServer} and what went back. Requests are in the order of their arrival
 * and stand here from then on, answered or not, without secrets. Safe for use by several threads.
 */
public final class OssLog {

  private final List<Exchange> exchanges = new ArrayList<>();

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
      synchronized (exchanges) {
        bytesReceived += bytes;
        exchanges.notifyAll();
      }
    }

    void refused(String what) {
      synchronized (exchanges) {
        code = what;
      }
    }

    void answered(int withStatus) {
      synchronized (exchanges) {
        status = withStatus;
        exchanges.notifyAll();
      }
    }

    void sent(long bytes) {
      synchronized (exchanges) {
        bytesSent += bytes;
        exchanges.notifyAll();
      }
    }

    void met(OssFault what) {
      synchronized (exchanges) {
        fault = what.name();
        exchanges.notifyAll();
      }
    }

    private Entry entry() {
      return new Entry(request, bytesReceived, status, code, bytesSent, fault);
    }
  }

  OssLog() {}

  Exchange arrived(OssRequest request) {
    Exchange exchange = new Exchange(request);
    synchronized (exchanges) {
      exchanges.add(exchange);
      exchanges.notifyAll();
    }
    return exchange;
  }

  /** Return what happened so far. */
  public List<Entry> entries() {
    synchronized (exchanges) {
      return exchanges.stream().map(Exchange::entry).toList();
    }
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
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (exchanges) {
      while (true) {
        for (Entry entry : entries()) {
          if (condition.test(entry)) {
            return entry;
          }
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("not within " + limit + ", but: " + entries());
        }
        try {
          exchanges.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
    }
  }

  /** Forget what happened. */
  public void clear() {
    synchronized (exchanges) {
      exchanges.clear();
    }
  }
}
