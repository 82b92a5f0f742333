package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies an object inside the bucket, in parts if it is large. Safe to share between threads. */
final class Copying {

  private final OssOptions options;
  private final Requests requests;
  private final Attempts attempts;
  private final PartsUpload uploads;
  private final UploadRequests uploadRequests;

  Copying(
      OssOptions options,
      Requests requests,
      UploadRequests uploadRequests,
      Attempts attempts,
      PartsUpload uploads) {
    this.options = options;
    this.requests = requests;
    this.uploadRequests = uploadRequests;
    this.attempts = attempts;
    this.uploads = uploads;
  }

  /** Copy an object where there is none. */
  Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected) {
    Prover prover = uploads.prover();
    Optional<StoredObject> there = prover.identical(to, expected);
    if (there.isPresent()) {
      return new Placement(there.get(), false, 0);
    }
    Head source = source(from, expected);
    Optional<StoredObject> before = made(from, to, source, expected);
    StoredObject object = before.orElseGet(() -> prover.provenCopy(to, source, expected));
    return new Placement(object, before.isEmpty(), 0);
  }

  private Optional<StoredObject> made(
      StoreKey from, StoreKey to, Head source, Fingerprint expected) {
    try {
      return expected.size() <= options.copyAtOnce()
          ? whole(from, to, source, expected)
          : inParts(from, to, source, expected);
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.ABSENT) {
        throw refusal.toFailure(options.address(from.value()));
      }
      throw refusal;
    }
  }

  private Head source(StoreKey from, Fingerprint expected) {
    String address = options.address(from.value());
    Prover prover = uploads.prover();
    Head head =
        prover.head(from).orElseThrow(() -> Texts.failure("store-missing", address, "HEAD"));
    if (!head.proves(expected) && !prover.isIdentical(from, expected)) {
      throw Texts.failure("store-damaged", address);
    }
    return head;
  }

  private Optional<StoredObject> whole(
      StoreKey from, StoreKey to, Head source, Fingerprint expected) {
    return attempts.write(
        options.address(to.value()),
        () -> {
          requests.copy(from, to, source.etag(), expected.sha256());
          return Optional.<StoredObject>empty();
        },
        refusal -> uploads.prover().settled(to, expected));
  }

  private Optional<StoredObject> inParts(
      StoreKey from, StoreKey to, Head source, Fingerprint expected) {
    String address = options.address(to.value());
    UploadRequests.Source copied = new UploadRequests.Source(from, source.etag());
    Upload upload =
        new Upload(
            address,
            to,
            expected,
            parts(expected.size()),
            (id, part) -> attempts.read(address, () -> uploadRequests.copy(to, id, part, copied)));
    PartsUpload.Begun begun = uploads.begin(upload);
    if (begun.object().isPresent()) {
      return begun.object();
    }
    try {
      return uploads.run(upload, begun.uploadId(), Map.of());
    } catch (RuntimeException e) {
      uploads.abort(to, begun.uploadId());
      throw e;
    }
  }

  private List<Part> parts(long size) {
    long partSize = Math.max(options.copyAtOnce(), options.leastPart(size));
    List<Part> parts = new ArrayList<>();
    for (long offset = 0; offset < size; offset += partSize) {
      long length = Math.min(partSize, size - offset);
      parts.add(new Part(parts.size() + 1, offset, length, ""));
    }
    return parts;
  }
}
