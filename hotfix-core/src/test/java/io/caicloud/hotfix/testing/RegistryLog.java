package io.caicloud.hotfix.testing;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What reached a {@link RegistryServer} and what went back. Requests are in the order of their
 * arrival and stand here from then on, answered or not. Safe for use by several threads.
 */
public final class RegistryLog {

  private final GrowingLog<Entry> log = new GrowingLog<>();

  /**
   * A request and what became of it.
   *
   * @param request the request
   * @param status the status of the answer, 0 if none was sent yet or ever
   * @param bytesSent bytes of the answer's body that were handed to the network
   * @param fault the name of the fault it met, or an empty text
   */
  public record Entry(RegistryRequest request, int status, long bytesSent, String fault) {}

  /** An entry while it grows. */
  final class Exchange {
    private final RegistryRequest request;
    private int status;
    private long bytesSent;
    private String fault = "";

    Exchange(RegistryRequest request) {
      this.request = request;
    }

    void answered(int withStatus) {
      log.change(() -> status = withStatus);
    }

    void sent(long bytes) {
      log.change(() -> bytesSent += bytes);
    }

    void met(RegistryFault what) {
      log.change(() -> fault = what.name());
    }

    private Entry entry() {
      return new Entry(request, status, bytesSent, fault);
    }
  }

  RegistryLog() {}

  Exchange arrived(RegistryRequest request) {
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
  public List<Entry> entries(Predicate<RegistryRequest> which) {
    return entries().stream().filter(entry -> which.test(entry.request())).toList();
  }

  /** Return how many bytes of blobs were sent, by the registry and by its storage. */
  public long blobBytes() {
    return entries(RegistryRequest::isBlob).stream()
        .filter(entry -> entry.status() == 200 || entry.status() == 206)
        .mapToLong(Entry::bytesSent)
        .sum();
  }

  /** Return the requests that brought credentials to the storage, which nobody should. */
  public List<Entry> leaks() {
    return entries(
        request ->
            request.host() == RegistryRequest.Host.STORAGE
                && request.header("Authorization").isPresent());
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
