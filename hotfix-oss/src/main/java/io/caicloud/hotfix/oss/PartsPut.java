package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts a large object in parts, and goes on with an upload that was begun before. What the service
 * lists is what it has; the journal only says which upload to ask for, and for which bytes it was
 * begun. Safe to share between threads.
 */
final class PartsPut {

  /** An upload that ends under our hands is begun anew this often. */
  private static final int ROUNDS = 3;

  private final OssOptions options;
  private final UploadRequests requests;
  private final Attempts attempts;
  private final Prover prover;
  private final PartsUpload uploads;
  private final UploadLog log;

  PartsPut(OssOptions options, UploadRequests requests, Attempts attempts, PartsUpload uploads) {
    this.options = options;
    this.requests = requests;
    this.attempts = attempts;
    this.prover = uploads.prover();
    this.uploads = uploads;
    this.log = new UploadLog(options);
  }

  /** Put an object where there is none. */
  Placement putIfAbsent(StoreKey key, Content content, Transfer transfer) {
    Upload upload = upload(key, content, transfer);
    for (int round = 1; ; round++) {
      try {
        Optional<StoredObject> before = put(upload, transfer);
        StoredObject object = before.orElseGet(() -> prover.proven(key, content.fingerprint()));
        return new Placement(object, before.isEmpty(), transfer.sent());
      } catch (Refusal refusal) {
        if (refusal.kind() != Refusal.Kind.NO_UPLOAD || round == ROUNDS) {
          throw refusal;
        }
        options.notices().accept(Texts.message("notice.upload-gone", upload.address()));
      }
    }
  }

  /** End an upload of an object that was stopped and that nobody needs any more. */
  void abandon(StoreKey key, Fingerprint content) {
    log.peek(key, content)
        .filter(journal -> uploads.abort(key, journal.uploadId()))
        .ifPresent(journal -> log.remove(key, content));
  }

  private Upload upload(StoreKey key, Content content, Transfer transfer) {
    String address = options.address(key.value());
    long partSize = options.partSize(content.size());
    return new Upload(
        address,
        key,
        content.fingerprint(),
        Part.of(content, partSize),
        (id, part) ->
            attempts.write(
                address,
                () -> send(key, id, part, content, transfer),
                refusal -> {
                  part.refuseIfChanged(content, refusal, address);
                  return Optional.empty();
                }));
  }

  private String send(StoreKey key, String id, Part part, Content content, Transfer transfer) {
    try (PartBody body = PartBody.open(content, part, transfer)) {
      return requests.send(key, id, part, body);
    }
  }

  /** Return the object if it was there before, or else nothing when it is there now. */
  private Optional<StoredObject> put(Upload upload, Transfer transfer) {
    Optional<String> begun = begun(upload);
    if (begun.isPresent()) {
      return finish(upload, begun.get(), id -> had(upload, id, transfer));
    }
    PartsUpload.Begun now = uploads.begin(upload);
    if (now.object().isPresent()) {
      return now.object();
    }
    log.write(upload.key(), upload.expected(), now.uploadId());
    return finish(upload, now.uploadId(), id -> Map.of());
  }

  private Optional<StoredObject> finish(
      Upload upload, String id, Function<String, Map<Integer, String>> had) {
    try {
      Optional<StoredObject> before = uploads.run(upload, id, had.apply(id));
      log.remove(upload.key(), upload.expected());
      return before;
    } catch (RuntimeException e) {
      if (!log.keeps() || !mayGoOnLater(e)) {
        giveUp(upload, id, e);
      }
      throw e;
    }
  }

  /** Return the upload to go on with. One for other bytes is ended: its notes would be false. */
  private Optional<String> begun(Upload upload) {
    Journal journal = log.find(upload.key(), upload.expected()).orElse(null);
    if (journal == null) {
      return Optional.empty();
    }
    if (journal.isFor(upload.expected(), options.partSize(upload.expected().size()))) {
      return Optional.of(journal.uploadId());
    }
    options.notices().accept(Texts.message("notice.other-content", upload.address()));
    uploads.abort(upload.key(), journal.uploadId());
    log.remove(upload.key(), upload.expected());
    return Optional.empty();
  }

  /** Return the ETags of the parts that the service has and that are the same here. */
  private Map<Integer, String> had(Upload upload, String uploadId, Transfer transfer) {
    Map<Integer, String> had = new TreeMap<>();
    int after = 0;
    while (after >= 0) {
      int from = after;
      UploadRequests.PartPage page =
          attempts.read(upload.address(), () -> requests.parts(upload.key(), uploadId, from));
      for (Part part : upload.parts()) {
        UploadRequests.StoredPart stored = page.parts().get(part.number());
        if (stored != null && stored.is(part)) {
          had.put(part.number(), stored.etag());
          transfer.begin(part.number());
          transfer.done(part.number(), part.size());
        }
      }
      after = page.next() > after ? page.next() : -1;
    }
    int parts = upload.parts().size();
    options.notices().accept(Texts.message("notice.resumed", upload.address(), had.size(), parts));
    return had;
  }

  private static boolean mayGoOnLater(RuntimeException failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.mayGoOnLater();
    }
    return failure instanceof IllegalStateException // The store was closed.
        || (failure instanceof HotfixException own && own.code().equals("interrupted"));
  }

  /** What could not be ended stays in the journal, so that the next run ends it or goes on. */
  private void giveUp(Upload upload, String uploadId, RuntimeException failure) {
    boolean gone = failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.NO_UPLOAD;
    if (gone || uploads.abort(upload.key(), uploadId)) {
      log.remove(upload.key(), upload.expected());
    }
  }
}
