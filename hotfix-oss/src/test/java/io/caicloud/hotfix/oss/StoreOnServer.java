package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server and stores in its bucket, with parts of 4 bytes. */
abstract class StoreOnServer {

  static final StoreKey KEY = StoreKey.of("platform/compass-v2.7.2/hotfixes/20181123/补丁 a.tar.gz");
  static final StoreKey OTHER = StoreKey.of("platform/compass-v2.7.3/hotfixes/20181123/a.tar.gz");

  /** Goes with one request. */
  static final Content SMALL = Content.of(bytes(4, 1));

  /** Goes in five parts. */
  static final Content LARGE = Content.of(bytes(18, 2));

  @TempDir Path folder;

  final OssServer server = OssServer.builder().smallestPart(1).start();
  final OssBucket bucket = server.bucket();
  final List<Message> notices = new CopyOnWriteArrayList<>();
  private final List<OssStore> stores = new ArrayList<>();

  @AfterEach
  void closeAll() {
    server.faults().clear();
    server.faults().release();
    stores.forEach(OssStore::close);
    server.close();
  }

  /** Return the builder of a store with one thread and without a journal. */
  OssStoreBuilder builder() {
    return Stores.on(server).threads(1).smallParts(4, 10_000).notices(notices::add);
  }

  OssStore open(OssStoreBuilder builder) {
    OssStore store = builder.build();
    stores.add(store);
    return store;
  }

  OssStore store() {
    return open(builder());
  }

  /** Return a store that keeps a journal, as a process of its own would. */
  OssStore journaling() {
    return open(builder().journal(journals()));
  }

  Path journals() {
    return folder.resolve("journals");
  }

  static Placement put(OssStore store, StoreKey key, Content content) {
    return store.putIfAbsent(key, content, ProgressListener.NONE);
  }

  void fail(OssOperation operation, OssFault fault) {
    server.faults().next(1, OssRequest.is(operation), fault);
  }

  /** Return how often something was asked. */
  int count(OssOperation operation) {
    return server.log().entries(OssRequest.is(operation)).size();
  }

  byte[] stored(StoreKey key) {
    return bucket.object(key.value()).orElseThrow().bytes();
  }

  static byte[] bytesOf(Content content) {
    return content == SMALL ? bytes(4, 1) : bytes(18, 2);
  }

  /** Return the texts of what was noticed. */
  List<String> noticed() {
    return notices.stream().map(notice -> notice.text(Locale.ENGLISH)).toList();
  }

  static HotfixException failure(ThrowingCallable call) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  static String codeOf(ThrowingCallable call) {
    return failure(call).code();
  }
}
