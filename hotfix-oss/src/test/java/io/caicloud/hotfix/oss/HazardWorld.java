package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.aliyun.oss.ClientBuilderConfiguration;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssFaults;
import io.caicloud.hotfix.testing.OssLog;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server, files and one who publishes, for one hazard. */
final class HazardWorld implements AutoCloseable {

  /** The size of parts. */
  static final int PART = 100 * 1024;

  /** A key. */
  static final String KEY = "platform/compass-v2.7.2/hotfixes/20181123/a.tar.gz";

  private final Path folder;
  private final boolean ours;
  private final OssServer server = OssServer.start();
  private final List<Publisher> publishers = new ArrayList<>();

  HazardWorld(Path folder, boolean ours) {
    this.folder = folder;
    this.ours = ours;
  }

  OssServer server() {
    return server;
  }

  OssBucket bucket() {
    return server.bucket();
  }

  OssFaults faults() {
    return server.faults();
  }

  OssLog log() {
    return server.log();
  }

  /** Return the bytes of an object; none if there is none. */
  byte[] stored(String key) {
    return server.bucket().object(key).map(object -> object.bytes()).orElse(new byte[0]);
  }

  /** Return one who publishes with the settings that are usual, but waits little. */
  Publisher publisher() {
    ClientBuilderConfiguration configuration = SdkClients.configuration();
    configuration.setMaxErrorRetry(2);
    return publisher(Stores.on(server).threads(1).partSize(PART), configuration);
  }

  /** Return one who gives up after half a second, has few connections and puts files whole. */
  Publisher impatient() {
    ClientBuilderConfiguration configuration = SdkClients.configuration();
    configuration.setSocketTimeout(500);
    configuration.setConnectionTimeout(500);
    configuration.setMaxConnections(5);
    OssStoreBuilder store =
        Stores.on(server)
            .threads(1)
            .partSize(64 << 20)
            .deadline(Duration.ofMillis(500))
            .attempts(2, Duration.ZERO)
            .line(new Line(100_000_000, Optional.empty()));
    return publisher(store, configuration);
  }

  private Publisher publisher(OssStoreBuilder store, ClientBuilderConfiguration configuration) {
    Publisher publisher =
        ours
            ? new StorePublisher(store.journal(folder.resolve("journal")).build())
            : new SdkPublisher(
                SdkClients.client(
                    server.endpoint().toString(), server, server.credential(), configuration));
    publishers.add(publisher);
    return publisher;
  }

  /** Return one whose upload of a file was stopped after the first part. */
  Publisher stopped(String key, Path file) {
    faults().always(OssRequest.isPart(2), OssFault.error(403, "AccessDenied"));
    Publisher publisher = publisher();
    whateverItSays(() -> publisher.putInParts(key, file));
    faults().clear();
    if (bucket().uploads().size() != 1 || stored(key).length > 0) {
      throw new IllegalStateException("not stopped: " + bucket().uploads());
    }
    return publisher;
  }

  /** Return whether all connections are closed before long. */
  boolean noConnections() {
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (server.openConnections() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return server.openConnections() == 0;
  }

  /** Write a file. */
  Path file(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return where a file can be written to. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** Do something that may fail; what counts is what is stored afterwards. */
  static void whateverItSays(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      // The scenario asserts on the bucket.
    }
  }

  static void succeeds(Runnable action) {
    assertThatCode(action::run).doesNotThrowAnyException();
  }

  /** Do something in another thread and return that thread. */
  static Thread inBackground(Runnable action) {
    Thread thread = new Thread(() -> whateverItSays(action), "hazard");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Return whether a thread ends before long. */
  static boolean ends(Thread thread) {
    try {
      thread.join(6000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  @Override
  public void close() {
    faults().clear();
    faults().release();
    publishers.forEach(Publisher::release);
    server.close();
  }
}
