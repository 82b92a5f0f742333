package io.caicloud.hotfix.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Answers requests as an OSS does, unless a fault is due. */
final class OssDesk implements RegistryConnection.Desk {

  private final Set<String> buckets;
  private final OssRoutes routes;
  private final Parts parts;
  private final AtomicLong requests = new AtomicLong();

  /** What a desk works with beside the routes. */
  record Parts(OssAuth auth, OssLog log, OssFaults faults, InstantSource clock) {}

  OssDesk(Set<String> buckets, OssRoutes routes, Parts parts) {
    this.buckets = buckets;
    this.routes = routes;
    this.parts = parts;
  }

  @Override
  public RegistryRequest.Host host() {
    return RegistryRequest.Host.STORAGE;
  }

  @Override
  public RegistryConnection.Visit arrived(RegistryRequest raw) {
    Map<String, String> decoded = new HashMap<>();
    raw.headers().forEach((name, value) -> decoded.put(name, OssText.fromWire(value)));
    OssRequest request =
        OssRequest.of(
            new RegistryRequest(raw.host(), raw.method(), raw.path(), raw.query(), decoded),
            buckets);
    return new Visit(raw, request);
  }

  private final class Visit implements RegistryConnection.Visit, OssFault.Treatment {
    private final RegistryRequest raw;
    private final OssRequest request;
    private final OssLog.Exchange exchange;
    private final String id = "%024X".formatted(requests.incrementAndGet());

    /** Taken before the fault stands in the log, so that who reads there can release it. */
    private final CountDownLatch release = parts.faults().hanging();

    Visit(RegistryRequest raw, OssRequest request) {
      this.raw = raw;
      this.request = request;
      exchange = parts.log().arrived(request);
    }

    @Override
    public RegistryConnection.Reply reply(InputStream body) throws IOException {
      InputStream counted = new CountedInput(body, exchange);
      Optional<OssFault> fault = parts.faults().next(request);
      fault.ifPresent(exchange::met);
      RegistryAnswer answer =
          fault.isPresent() ? fault.get().answer(this, counted) : answer(counted);
      Delivery delivery = fault.map(OssFault::delivery).orElse(Delivery.WHOLE);
      return new RegistryConnection.Reply(decorated(answer), delivery);
    }

    @Override
    public RegistryAnswer answer(InputStream body) throws IOException {
      try {
        OssTarget target = OssTarget.of(raw, buckets);
        parts.auth().admit(raw, target, request.writes());
        return routes.answer(request, body);
      } catch (OssRefusal e) {
        return refuse(e);
      }
    }

    @Override
    public RegistryAnswer refuse(OssRefusal refusal) {
      exchange.refused(refusal.code());
      return refusal
          .with("RequestId", id)
          .with("HostId", request.header("host").orElse(""))
          .answer();
    }

    @Override
    public void hang() {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * An answer to HEAD has no body, so OSS repeats the error in a header; a proxy knows no OSS.
     */
    private RegistryAnswer decorated(RegistryAnswer answer) {
      if (answer.headers().containsKey("Server")) {
        return raw.method().equals("HEAD") ? answer.with(AnswerBody.NONE) : answer;
      }
      RegistryAnswer decorated =
          answer
              .with("Server", "AliyunOSS")
              .with("Date", OssText.http(parts.clock().instant()))
              .with("x-oss-request-id", id);
      if (raw.method().equals("HEAD") && answer.status() >= 400) {
        return decorated
            .with("x-oss-err", Base64.getEncoder().encodeToString(answer.body().readAll()))
            .with(AnswerBody.NONE);
      }
      return answer.status() == 304 ? decorated.with(AnswerBody.NONE) : decorated;
    }

    @Override
    public void answered(int status) {
      exchange.answered(status);
    }

    @Override
    public void sent(long bytes) {
      exchange.sent(bytes);
    }
  }

  private static final class CountedInput extends FilterInputStream {
    private final OssLog.Exchange exchange;

    CountedInput(InputStream in, OssLog.Exchange exchange) {
      super(in);
      this.exchange = exchange;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int read = super.read(buffer, offset, count);
      exchange.received(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(count, 8192)]));
    }
  }
}
