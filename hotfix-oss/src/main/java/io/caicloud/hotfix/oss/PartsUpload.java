package io.caicloud.hotfix.oss;

import com.google.common.util.concurrent.Uninterruptibles;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an upload in parts: begin, send parts by several threads, finish, abort. Overwriting
 * is forbidden at both ends, so a rival who is done first wins. Safe to share between threads.
 */
final class PartsUpload {

  private final UploadRequests requests;
  private final Attempts attempts;
  private final Prover prover;
  private final ExecutorService threads;
  private final Queue<Future<?>> aborts = new ConcurrentLinkedQueue<>();

  PartsUpload(UploadRequests requests, Attempts attempts, Prover prover, ExecutorService threads) {
    this.requests = requests;
    this.attempts = attempts;
    this.prover = prover;
    this.threads = threads;
  }

  Prover prover() {
    return prover;
  }

  /**
   * What came of beginning.
   *
   * @param uploadId the id of the upload; empty if the object is there
   * @param object the object that was there already
   */
  record Begun(String uploadId, Optional<StoredObject> object) {}

  /** Begin an upload. */
  Begun begin(Upload upload) {
    AtomicBoolean lost = new AtomicBoolean();
    String id = "";
    try {
      Begun begun =
          attempts.write(
              upload.address(),
              () -> new Begun(requests.initiate(upload.key(), upload.sha256()), Optional.empty()),
              refusal -> {
                lost.compareAndSet(false, refusal.kind() == Refusal.Kind.PASSING);
                return prover
                    .identical(upload.key(), upload.expected())
                    .map(object -> new Begun("", Optional.of(object)));
              });
      id = begun.uploadId();
      return begun;
    } finally {
      if (lost.get()) {
        abortOrphans(upload, id);
      }
    }
  }

  /**
   * Send the parts that are missing and finish.
   *
   * @param had the ETags of the parts that the service has, by number
   * @return the object if it was there already; empty if it was made now
   * @throws Refusal if it could not be done
   */
  Optional<StoredObject> run(Upload upload, String uploadId, Map<Integer, String> had) {
    Map<Integer, String> etags = new TreeMap<>(had);
    List<Part> missing =
        upload.parts().stream().filter(part -> !had.containsKey(part.number())).toList();
    send(upload, uploadId, missing, etags);
    Optional<StoredObject> before =
        attempts.write(
            upload.address(),
            () -> {
              requests.complete(upload.key(), uploadId, etags);
              return Optional.<StoredObject>empty();
            },
            refusal -> prover.settled(upload.key(), upload.expected()));
    if (before.isPresent()) {
      abort(upload.key(), uploadId);
    }
    return before;
  }

  private void send(Upload upload, String uploadId, List<Part> parts, Map<Integer, String> etags) {
    ExecutorCompletionService<Sent> sending = new ExecutorCompletionService<>(threads);
    List<Future<Sent>> running = new ArrayList<>();
    Senders senders = new Senders();
    try {
      for (Part part : parts) {
        running.add(sending.submit(() -> send(upload, uploadId, part, senders)));
      }
      for (int i = 0; i < parts.size(); i++) {
        Sent sent = sending.take().get();
        etags.put(sent.number(), sent.etag());
      }
    } catch (InterruptedException e) {
      throw Attempts.interrupted(upload.address(), e);
    } catch (ExecutionException e) {
      throw rethrown(senders.failure(e.getCause()), upload);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the store is closed", e);
    } finally {
      running.forEach(part -> part.cancel(true));
      senders.stop();
    }
  }

  private static Sent send(Upload upload, String uploadId, Part part, Senders senders) {
    if (!senders.enter()) {
      throw new CancellationException();
    }
    try {
      return new Sent(part.number(), upload.sender().send(uploadId, part));
    } catch (RuntimeException | Error e) {
      senders.fail(e);
      throw e;
    } finally {
      senders.leave();
    }
  }

  /** A part that was sent. */
  private record Sent(int number, String etag) {}

  private RuntimeException rethrown(@Nullable Throwable cause, Upload upload) {
    if (threads.isShutdown()) {
      return new IllegalStateException("the store is closed", cause);
    }
    if (cause instanceof RuntimeException exception) {
      if (exception instanceof HotfixException own && own.code().equals("interrupted")) {
        // By the listener, which a thread of ours has called.
        Thread.currentThread().interrupt();
      }
      return exception;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(upload.address(), cause);
  }

  /**
   * End an upload if that is possible; what stays costs money, but does no harm.
   *
   * @return whether it is ended, as far as is known
   */
  boolean abort(StoreKey key, String uploadId) {
    if (!Thread.currentThread().isInterrupted()) {
      return tryAbort(key, uploadId);
    }
    try {
      aborts.removeIf(Future::isDone);
      aborts.add(threads.submit(() -> tryAbort(key, uploadId)));
    } catch (RejectedExecutionException e) {
      // The store is closed: nothing can be sent any more.
    }
    return false;
  }

  /** Wait for the uploads that interrupted threads have left to be ended, though not for ever. */
  void awaitAborts(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    for (Future<?> abort : aborts) {
      try {
        Uninterruptibles.getUninterruptibly(abort, end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException | CancellationException e) {
        // The bucket's rule for old parts ends it.
      }
    }
  }

  private boolean tryAbort(StoreKey key, String uploadId) {
    try {
      requests.abort(key, uploadId);
      return true;
    } catch (Refusal refusal) {
      // Not to be reached, or not allowed: the bucket's rule for old parts ends it.
      return refusal.kind() == Refusal.Kind.NO_UPLOAD;
    } catch (HotfixException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * An upload whose id was lost on the way can only be found by asking for all of the key. Those
   * with parts are somebody else's; who has just begun one and has sent nothing begins anew.
   */
  private void abortOrphans(Upload upload, String own) {
    try {
      for (String id : requests.pending(upload.key())) {
        if (!id.equals(own) && requests.parts(upload.key(), id, 0).parts().isEmpty()) {
          tryAbort(upload.key(), id);
        }
      }
    } catch (Refusal | HotfixException | IllegalStateException e) {
      // As above.
    }
  }
}
