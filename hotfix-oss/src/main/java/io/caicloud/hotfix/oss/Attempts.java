package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tries again what may be tried again. Safe to share between threads. */
final class Attempts {

  private final Pauses pauses;

  Attempts(Pauses pauses) {
    this.pauses = pauses;
  }

  /**
   * Do a request that changes nothing.
   *
   * @param address what it is about, for messages
   * @param request the request
   * @throws Refusal if it has no success that more tries could bring
   */
  <T> T read(String address, Supplier<T> request) {
    return write(address, request, refusal -> Optional.empty());
  }

  /**
   * Do a request that may have been done although its answer was lost or refuses it.
   *
   * @param address what it is about, for messages
   * @param request the request
   * @param settle looks what is there after a refusal; empty if the request may be tried again, or
   *     has failed if that is of no use
   * @throws Refusal if it has no success that more tries could bring
   */
  <T> T write(String address, Supplier<T> request, Function<Refusal, Optional<T>> settle) {
    Set<Refusal.Kind> once = EnumSet.noneOf(Refusal.Kind.class);
    for (int attempt = 1; ; attempt++) {
      refuseWhenInterrupted(address);
      try {
        return request.get();
      } catch (Refusal refusal) {
        Optional<T> settled = settle.apply(refusal);
        if (settled.isPresent()) {
          return settled.get();
        }
        boolean again =
            switch (refusal.kind()) {
              case PASSING -> true;
              case OTHER_BYTES, SKEWED -> once.add(refusal.kind());
              default -> false;
            };
        if (!again || attempt == pauses.attempts()) {
          throw refusal;
        }
      }
      pause(address, attempt);
    }
  }

  private void pause(String address, int attempt) {
    try {
      pauses.await(attempt);
    } catch (InterruptedException e) {
      throw interrupted(address, e);
    }
  }

  static void refuseWhenInterrupted(String address) {
    if (Thread.currentThread().isInterrupted()) {
      throw Texts.failure("interrupted", address);
    }
  }

  /** Set the thread's flag again and return what to throw. */
  static HotfixException interrupted(String address, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return Texts.failure(cause, "interrupted", address);
  }
}
