package io.caicloud.hotfix.image;

import io.caicloud.hotfix.internal.io.PendingFile;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blobs that are on their way. Who wants the same blob at the same time shares a download. */
final class Downloads {

  private static final int SKIPPED = 1 << 16;

  private final RegistryHttp http;
  private final Map<Digest, Shared> running = new HashMap<>();

  Downloads(RegistryHttp http) {
    this.http = http;
  }

  /** Return a blob that nobody else reads and nothing is kept of. */
  BlobBytes direct(ImageOrigin origin, Descriptor blob) {
    return new Download(new RemoteBlob(http, origin, blob), origin, blob, null, null);
  }

  /** Return a blob that is kept in a store while it is read. */
  BlobBytes kept(ImageOrigin origin, Descriptor blob, CacheUse store) {
    synchronized (running) {
      Shared shared = running.get(blob.digest());
      if (shared == null || shared.download.isOver()) {
        // It may have appeared since the caller looked.
        FileChannel file = store.has(blob) ? store.open(blob) : null;
        if (file != null) {
          return BlobBytes.of(file, blob.size(), origin.label(blob.digest()));
        }
        PendingFile entry = store.begin(blob.digest());
        if (entry == null) {
          return direct(origin, blob);
        }
        RemoteBlob remote = new RemoteBlob(http, origin, blob);
        shared = new Shared(blob.digest(), new Download(remote, origin, blob, store, entry));
        running.put(blob.digest(), shared);
      }
      shared.readers++;
      return new Reader(shared, origin, blob);
    }
  }

  private static final class Shared {
    private final Digest digest;
    private final Download download;
    private int readers;

    Shared(Digest digest, Download download) {
      this.digest = digest;
      this.download = download;
    }
  }

  private void leave(Shared shared) {
    synchronized (running) {
      shared.readers--;
      if (shared.readers == 0) {
        running.remove(shared.digest, shared);
        shared.download.close();
      }
    }
  }

  /** One of several readers. One that fell behind what was kept goes on alone. */
  private final class Reader implements BlobBytes {

    private final Shared shared;
    private final ImageOrigin origin;
    private final Descriptor blob;
    private @Nullable BlobBytes own;

    Reader(Shared shared, ImageOrigin origin, Descriptor blob) {
      this.shared = shared;
      this.origin = origin;
      this.blob = blob;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      BlobBytes from = own;
      if (from != null) {
        return from.read(position, target);
      }
      int count = shared.download.read(position, target);
      return count == Download.GONE ? begin(position).read(position, target) : count;
    }

    private BlobBytes begin(long position) throws IOException {
      BlobBytes begun = direct(origin, blob);
      own = begun;
      ByteBuffer skipped = ByteBuffer.allocate(SKIPPED);
      for (long at = 0; at < position; at += skipped.position()) {
        skipped.clear().limit((int) Math.min(SKIPPED, position - at));
        begun.read(at, skipped);
      }
      return begun;
    }

    @Override
    public void close() throws IOException {
      leave(shared);
      BlobBytes begun = own;
      if (begun != null) {
        begun.close();
      }
    }
  }
}
