package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
      Optional<String> begun = begun(upload);
      Map<Integer, String> had = begun.map(id -> had(upload, id, transfer)).orElseGet(TreeMap::new);
      try {
        Optional<StoredObject> before = finish(upload, begun, had);
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    uploads.abort(upload, journal.uploadId());
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
          attempts.write(
              upload.address(),
              () -> requests.parts(upload.key(), uploadId, from),
              refusal ->
                  refusal.kind() == Refusal.Kind.NO_UPLOAD
                      ? Optional.of(UploadRequests.PartPage.NONE)
                      : Optional.empty());
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
    options
        .notices()
        .accept(
            Texts.message("notice.resumed", upload.address(), had.size(), upload.parts().size()));
    return had;
  }

  /** Return the object if it was there before, or else nothing when it is there now. */
  private Optional<StoredObject> finish(
      Upload upload, Optional<String> begun, Map<Integer, String> had) {
    String id = begun.orElse(null);
    if (id == null) {
      PartsUpload.Begun now = uploads.begin(upload);
      if (now.object().isPresent()) {
        return now.object();
      }
      id = now.uploadId();
      log.write(upload.key(), upload.expected(), id);
    }
    try {
      Optional<StoredObject> before = uploads.run(upload, id, had);
      log.remove(upload.key(), upload.expected());
      return before;
    } catch (Refusal refusal) {
      giveUp(upload, id, refusal.leavesItOpen());
      throw refusal;
    } catch (HotfixException e) {
      giveUp(upload, id, e.code().equals("interrupted") || e.code().equals("store-unreachable"));
      throw e;
    }
  }

  private void giveUp(Upload upload, String uploadId, boolean later) {
    if (!later || !log.keeps()) {
      uploads.abort(upload, uploadId);
      log.remove(upload.key(), upload.expected());
    }
  }
}
