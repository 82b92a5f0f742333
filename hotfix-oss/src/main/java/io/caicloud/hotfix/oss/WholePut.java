package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.util.Optional;

/** Puts a small object with one request. Safe to share between threads. */
final class WholePut {

  private final Requests requests;
  private final Attempts attempts;
  private final Prover prover;

  WholePut(Requests requests, Attempts attempts, Prover prover) {
    this.requests = requests;
    this.attempts = attempts;
    this.prover = prover;
  }

  /** Put an object where there is none. */
  Placement putIfAbsent(String address, StoreKey key, Content content, Transfer transfer) {
    Part whole = whole(content);
    Optional<StoredObject> before =
        attempts.write(
            address,
            () -> {
              send(key, content, whole, transfer, false);
              return Optional.<StoredObject>empty();
            },
            refusal -> {
              whole.refuseIfChanged(content, refusal, address);
              return prover.settled(key, content.fingerprint());
            });
    StoredObject object = before.orElseGet(() -> prover.proven(key, content.fingerprint()));
    return new Placement(object, before.isEmpty(), transfer.sent());
  }

  /** Put an object over another; who looked before knows which. */
  Placement replace(String address, StoreKey key, Content content, Transfer transfer) {
    Part whole = whole(content);
    attempts.write(
        address,
        () -> {
          send(key, content, whole, transfer, true);
          return true;
        },
        refusal -> {
          whole.refuseIfChanged(content, refusal, address);
          return Optional.empty();
        });
    StoredObject object = prover.proven(key, content.fingerprint());
    return new Placement(object, true, transfer.sent());
  }

  private static Part whole(Content content) {
    return Part.of(content, Math.max(1, content.size())).get(0);
  }

  private void send(
      StoreKey key, Content content, Part whole, Transfer transfer, boolean overwrite) {
    try (PartBody body = PartBody.open(content, whole, transfer)) {
      requests.put(key, content.fingerprint(), whole.md5(), body, overwrite);
    }
  }
}
