package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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
    Begun begun =
        attempts.write(
            upload.address(),
            () -> new Begun(requests.initiate(upload.key(), upload.sha256()), Optional.empty()),
            refusal -> {
              lost.set(true);
              return prover
                  .identical(upload.key(), upload.expected())
                  .map(object -> new Begun("", Optional.of(object)));
            });
    if (lost.get()) {
      abortOthers(upload, begun.uploadId());
    }
    return begun;
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
      abort(upload, uploadId);
    }
    return before;
  }

  private void send(Upload upload, String uploadId, List<Part> parts, Map<Integer, String> etags) {
    ExecutorCompletionService<Sent> sending = new ExecutorCompletionService<>(threads);
    List<Future<Sent>> running = new ArrayList<>();
    try {
      for (Part part : parts) {
        running.add(
            sending.submit(() -> new Sent(part.number(), upload.sender().send(uploadId, part))));
      }
      for (int i = 0; i < parts.size(); i++) {
        Sent sent = sending.take().get();
        etags.put(sent.number(), sent.etag());
      }
    } catch (InterruptedException e) {
      throw Attempts.interrupted(upload.address(), e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause(), upload);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("closed", e);
    } finally {
      running.forEach(part -> part.cancel(true));
    }
  }

  /** A part that was sent. */
  private record Sent(int number, String etag) {}

  private static RuntimeException rethrown(@Nullable Throwable cause, Upload upload) {
    if (cause instanceof RuntimeException exception) {
      if (exception instanceof HotfixException own && own.code().equals("interrupted")) {
        Thread.currentThread().interrupt();
      }
      return exception;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(upload.address(), cause);
  }

  /** End an upload if that is possible; what stays costs money, but does no harm. */
  void abort(Upload upload, String uploadId) {
    if (!Thread.currentThread().isInterrupted()) {
      tryAbort(upload, uploadId);
      return;
    }
    try {
      threads.execute(() -> tryAbort(upload, uploadId));
    } catch (RejectedExecutionException e) {
      // The store is closed: nothing can be sent any more.
    }
  }

  private void tryAbort(Upload upload, String uploadId) {
    try {
      requests.abort(upload.key(), uploadId);
    } catch (Refusal refusal) {
      // Gone already, or not to be reached: the bucket's rule for old parts ends it.
    }
  }

  /** An upload whose id was lost on the way can only be found by asking for all of the key. */
  private void abortOthers(Upload upload, String own) {
    try {
      for (String id : requests.pending(upload.key())) {
        if (!id.equals(own)) {
          tryAbort(upload, id);
        }
      }
    } catch (Refusal refusal) {
      // As above.
    }
  }
}
