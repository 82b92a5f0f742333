package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.release.FetchedFile.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Carries out a request: first looks at everything, then receives what is missing. */
final class Fetcher {

  private static final int BUFFER = 256 * 1024;

  private final FetchRequest request;
  private final ReleaseStore store;
  private final StorePaths paths;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long received;

  /** Where bytes go, and who is told. */
  private record Receiving(PartialFile partial, TotalProgress progress) {}

  Fetcher(FetchRequest request, ReleaseStore store, Path directory) {
    this.request = request;
    this.store = store;
    this.paths = new StorePaths(directory.toAbsolutePath().normalize());
  }

  FetchResult run() {
    FetchPlanner planner = new FetchPlanner(request, store);
    List<FetchItem> items = planner.plan();
    received = planner.received();
    List<Optional<FetchedFile>> there = items.stream().map(this::there).toList();
    long missing = 0;
    for (int i = 0; i < items.size(); i++) {
      missing += there.get(i).isPresent() ? 0 : items.get(i).object().size();
    }
    TotalProgress progress = new TotalProgress(request.listener(), missing);
    List<FetchedFile> files = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      FetchItem item = items.get(i);
      files.add(there.get(i).orElseGet(() -> fetch(item, progress)));
    }
    return new FetchResult(files, received);
  }

  /** Return the file of an item if it is there, with the right bytes. */
  private Optional<FetchedFile> there(FetchItem item) {
    Texts.refuseWhenInterrupted(item.name());
    Optional<StorePaths.Found> found;
    try {
      found = paths.find(item.name());
    } catch (IOException e) {
      throw Texts.failure(e, "fetch-failed", paths.root().resolve(item.name().value()), e);
    }
    return found.map(file -> proven(item, file));
  }

  private FetchedFile proven(FetchItem item, StorePaths.Found found) {
    if (found.size() == item.object().size()) {
      Fingerprint fingerprint = Content.read(found.path()).fingerprint();
      boolean right =
          item.expected()
              .map(fingerprint.sha256()::equals)
              .orElseGet(
                  () -> store.look(item.key(), fingerprint).state() == Lookup.State.IDENTICAL);
      if (right) {
        return file(item, found.path(), fingerprint, Status.ALREADY_THERE);
      }
    }
    throw Texts.failure("fetch-exists", found.path(), store.address(item.key()));
  }

  private static FetchedFile file(
      FetchItem item, Path path, Fingerprint fingerprint, Status status) {
    return new FetchedFile(item.key(), path, fingerprint, item.proof(), status);
  }

  private FetchedFile fetch(FetchItem item, TotalProgress progress) {
    StoredObject object =
        store.stat(item.key()).orElseThrow(() -> Texts.failure("store-missing", item.key()));
    Path place = paths.root().resolve(item.name().value());
    try {
      place = paths.make(item.name(), new ArrayDeque<>());
      try (PartialFile partial = PartialFile.open(place, identity(item, object))) {
        Fingerprint fingerprint = receiveAll(item, object, new Receiving(partial, progress));
        partial.place();
        progress.finish(told(item, fingerprint.size(), object.size()), item.object().size());
        return file(item, place, fingerprint, Status.FETCHED);
      }
    } catch (FileAlreadyExistsException e) {
      return there(item).orElseThrow(() -> Texts.failure(e, "fetch-failed", item.name(), e));
    } catch (IOException e) {
      throw Texts.failure(e, "fetch-failed", place, e);
    }
  }

  /** Receive what is missing; if what was there before was wrong, all of it. */
  private Fingerprint receiveAll(FetchItem item, StoredObject object, Receiving into)
      throws IOException {
    PartialFile partial = into.partial();
    if (partial.size() > object.size()) {
      partial.restart();
    }
    boolean resumed = partial.size() > 0;
    receive(item, object, into);
    Fingerprint fingerprint = partial.fingerprint();
    boolean proven = item.isProven(store, fingerprint, object);
    if (!proven && resumed) {
      partial.restart();
      receive(item, object, into);
      fingerprint = partial.fingerprint();
      proven = item.isProven(store, fingerprint, object);
    }
    if (!proven) {
      partial.discard();
      Object expected = item.expected().map(Object::toString).orElse(object.toString());
      throw Texts.failure("fetch-damaged", store.address(item.key()), expected, fingerprint);
    }
    return fingerprint;
  }

  private void receive(FetchItem item, StoredObject object, Receiving into) throws IOException {
    PartialFile partial = into.partial();
    long position = partial.size();
    into.progress().onProgress(told(item, position, object.size()));
    if (position == object.size()) {
      return;
    }
    try (ReadableByteChannel bytes = store.open(item.key(), position, object.size() - position)) {
      while (position < object.size()) {
        Texts.refuseWhenInterrupted(item.key());
        buffer.clear().limit((int) Math.min(BUFFER, object.size() - position));
        int count = bytes.read(buffer);
        if (count < 0) {
          throw Texts.failure("store-damaged", item.key());
        }
        partial.append(buffer.flip());
        position += count;
        received += count;
        into.progress().onProgress(told(item, position, object.size()));
      }
    }
  }

  private static Progress told(FetchItem item, long done, long size) {
    return new Progress(Progress.Stage.FETCH, item.key().value(), done, size);
  }

  /** Return what an object is known by; bytes that were received of another are of no use. */
  private String identity(FetchItem item, StoredObject object) {
    return String.join(
        "\n",
        "hotfix-partial/1",
        store.address(item.key()),
        Long.toString(object.size()),
        item.expected().or(object::sha256).map(Object::toString).orElse("-"),
        object.crc64().map(HexFormat.of()::toHexDigits).orElse("-"));
  }
}
