package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Answers requests as a registry does, unless a fault is due. */
final class RegistryDesk implements RegistryConnection.Desk {

  private final RegistryRequest.Host host;
  private final RegistryLog log;
  private final RegistryFaults faults;
  private final Routes routes;

  /** Answers requests as they should be. */
  interface Routes {

    /** Return the answer. */
    RegistryAnswer answer(RegistryRequest request, InputStream body) throws IOException;

    /** Return the answer to a request whose credentials are to be refused. */
    RegistryAnswer refuse(RegistryRequest request);
  }

  RegistryDesk(RegistryRequest.Host host, RegistryLog log, RegistryFaults faults, Routes routes) {
    this.host = host;
    this.log = log;
    this.faults = faults;
    this.routes = routes;
  }

  @Override
  public RegistryRequest.Host host() {
    return host;
  }

  @Override
  public RegistryConnection.Visit arrived(RegistryRequest request) {
    return new Visit(request, log.arrived(request));
  }

  private final class Visit implements RegistryConnection.Visit {
    private final RegistryRequest request;
    private final RegistryLog.Exchange exchange;

    Visit(RegistryRequest request, RegistryLog.Exchange exchange) {
      this.request = request;
      this.exchange = exchange;
    }

    @Override
    public RegistryConnection.Reply reply(InputStream body) throws IOException {
      Optional<RegistryFault> fault = faults.next(request);
      if (fault.isEmpty()) {
        return new RegistryConnection.Reply(routes.answer(request, body), Delivery.WHOLE);
      }
      exchange.met(fault.get());
      return new RegistryConnection.Reply(
          fault.get().answer(routes, request, body), fault.get().delivery());
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
}
