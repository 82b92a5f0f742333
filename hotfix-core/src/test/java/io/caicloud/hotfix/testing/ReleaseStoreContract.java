package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Lookup;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StorePage;
import io.caicloud.hotfix.release.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ReleaseStore} must do. A store's own test extends this class and says how to
 * open it; every test starts with an empty store.
 */
public abstract class ReleaseStoreContract {

  private static final StoreKey KEY = StoreKey.of("platform/v1/hotfixes/20181123/a.tar.gz");
  private static final StoreKey OTHER = StoreKey.of("platform/v2/hotfixes/20181123/a.tar.gz");
  private static final Content FIRST = Content.of("first".getBytes(UTF_8));
  private static final Content SECOND = Content.of("second, and longer".getBytes(UTF_8));

  private final List<ReleaseStore> opened = new ArrayList<>();

  @TempDir Path folder;

  /** For subclasses. */
  protected ReleaseStoreContract() {}

  /**
   * Open the store of the running test. Each call gives another handle on the same store.
   *
   * @return the handle; closed after the test
   */
  protected abstract ReleaseStore open();

  private ReleaseStore store() {
    ReleaseStore store = open();
    opened.add(store);
    return store;
  }

  @AfterEach
  void closeStores() {
    assertThat(Thread.interrupted()).as("a test left its thread interrupted").isFalse();
    opened.forEach(ReleaseStore::close);
  }

  @Test
  void knows_nothing_of_a_free_key() {
    assertThat(store().stat(KEY)).isEmpty();
    assertThat(store().look(KEY, FIRST.fingerprint()).state()).isEqualTo(Lookup.State.ABSENT);
    assertThat(store().list("", "").objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 5 * 1024 * 1024 + 1})
  void keeps_every_byte(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Path file = Files.write(folder.resolve("content"), bytes);

    Placement placement = store().putIfAbsent(KEY, Content.read(file), ProgressListener.NONE);

    assertThat(placement.created()).isTrue();
    assertThat(placement.sent()).isEqualTo(size);
    assertThat(placement.object().key()).isEqualTo(KEY);
    assertThat(placement.object().size()).isEqualTo(size);
    assertThat(bytesAt(KEY)).isEqualTo(bytes);
    assertThat(store().stat(KEY).map(StoredObject::size)).contains((long) size);
    assertThat(store().look(KEY, Fingerprint.of(bytes)).state()).isEqualTo(Lookup.State.IDENTICAL);
  }

  @Test
  void proves_what_it_has_put() {
    StoredObject object = put(KEY, FIRST).object();
    boolean proven =
        object.crc64().equals(Optional.of(FIRST.fingerprint().crc64()))
            && object.sha256().equals(Optional.of(FIRST.fingerprint().sha256()));
    assertThat(proven || object.crc64().isEmpty() || object.sha256().isEmpty()).isTrue();
  }

  @Test
  void takes_the_same_bytes_again_as_success() {
    put(KEY, FIRST);
    assertThat(put(KEY, FIRST).created()).isFalse();
    assertThat(keys("")).containsExactly(KEY.value());
  }

  @Test
  void never_overwrites() {
    put(KEY, FIRST);
    ReleaseStore store = store();
    StoreConflictException conflict =
        conflict(() -> store.putIfAbsent(KEY, SECOND, ProgressListener.NONE));
    assertThat(conflict.key()).isEqualTo(KEY);
    assertThat(conflict.found().sha256()).contains(FIRST.fingerprint().sha256());
    assertThat(conflict)
        .hasMessageContaining(KEY.value())
        .hasMessageContaining(FIRST.fingerprint().sha256().toString())
        .hasMessageContaining(SECOND.fingerprint().sha256().toString());
    assertThat(bytesAt(KEY)).isEqualTo("first".getBytes(UTF_8));
  }

  @Test
  void tells_apart_bytes_of_one_size() {
    put(KEY, FIRST);
    Content same = Content.of("fir5t".getBytes(UTF_8));
    ReleaseStore store = store();
    conflict(() -> store.putIfAbsent(KEY, same, ProgressListener.NONE));
    Lookup lookup = store.look(KEY, same.fingerprint());
    assertThat(lookup.state()).isEqualTo(Lookup.State.DIFFERENT);
    assertThat(lookup.sha256()).contains(FIRST.fingerprint().sha256());
  }

  @Test
  void copies() {
    put(KEY, FIRST);
    Placement copy = store().copyIfAbsent(KEY, OTHER, FIRST.fingerprint());
    assertThat(copy.created()).isTrue();
    assertThat(copy.sent()).isZero();
    assertThat(bytesAt(OTHER)).isEqualTo("first".getBytes(UTF_8));
    assertThat(store().look(OTHER, FIRST.fingerprint()).state()).isEqualTo(Lookup.State.IDENTICAL);
    assertThat(store().copyIfAbsent(KEY, OTHER, FIRST.fingerprint()).created()).isFalse();
  }

  @Test
  void never_overwrites_by_copying() {
    put(KEY, FIRST);
    put(OTHER, SECOND);
    ReleaseStore store = store();
    StoreConflictException conflict =
        conflict(() -> store.copyIfAbsent(KEY, OTHER, FIRST.fingerprint()));
    assertThat(conflict.key()).isEqualTo(OTHER);
    assertThat(bytesAt(OTHER)).isEqualTo("second, and longer".getBytes(UTF_8));
  }

  @Test
  void copies_only_what_is_there_and_right() {
    ReleaseStore store = store();
    assertThat(codeOf(() -> store.copyIfAbsent(KEY, OTHER, FIRST.fingerprint())))
        .isEqualTo("store-missing");
    put(KEY, Content.of("fir5t".getBytes(UTF_8)));
    assertThat(codeOf(() -> store.copyIfAbsent(KEY, OTHER, FIRST.fingerprint())))
        .isEqualTo("store-damaged");
    assertThat(keys("")).containsExactly(KEY.value());
  }

  @Test
  void replaces_what_the_caller_saw() {
    put(KEY, FIRST);
    Digest seen = FIRST.fingerprint().sha256();
    assertThat(store().replaceIfDigestIs(KEY, seen, SECOND).created()).isTrue();
    assertThat(bytesAt(KEY)).isEqualTo("second, and longer".getBytes(UTF_8));
    assertThat(store().replaceIfDigestIs(KEY, seen, SECOND).created()).isFalse();
    assertThat(keys("")).containsExactly(KEY.value());
  }

  @Test
  void replaces_nothing_else() {
    ReleaseStore store = store();
    Digest seen = FIRST.fingerprint().sha256();
    conflict(() -> store.replaceIfDigestIs(KEY, seen, SECOND));
    assertThat(store.stat(KEY)).isEmpty();
    put(KEY, Content.of("third".getBytes(UTF_8)));
    conflict(() -> store.replaceIfDigestIs(KEY, seen, SECOND));
    assertThat(bytesAt(KEY)).isEqualTo("third".getBytes(UTF_8));
  }

  @Test
  void reads_ranges() {
    put(KEY, SECOND);
    assertThat(range(KEY, 8, 3)).isEqualTo("and");
    assertThat(range(KEY, 0, 6)).isEqualTo("second");
    assertThat(range(KEY, 12, 6)).isEqualTo("longer");
    assertThat(range(KEY, 18, 0)).isEmpty();
  }

  @Test
  void refuses_ranges_that_are_not_there() {
    ReleaseStore store = store();
    assertThat(codeOf(() -> store.open(KEY, 0, 1).close())).isEqualTo("store-missing");
    put(KEY, FIRST);
    assertThat(codeOf(() -> range(KEY, 0, 6))).isEqualTo("store-damaged");
    assertThat(codeOf(() -> range(KEY, 6, 1))).isEqualTo("store-damaged");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> store.open(KEY, -1, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> store.open(KEY, 0, -1));
  }

  @Test
  void lists_in_order_of_bytes_across_pages() {
    List<String> keys =
        List.of("a", "b-c/d", "b.c", "b/c", "b/c-d", "b/d/e", "b0", "c/1", "c/2", "\uff5e", "𠀀");
    keys.forEach(key -> put(StoreKey.of(key), FIRST));
    assertThat(keys("")).containsExactlyElementsOf(keys);
    assertThat(keys("b/")).containsExactly("b/c", "b/c-d", "b/d/e");
    assertThat(keys("b/c")).containsExactly("b/c", "b/c-d");
    assertThat(keys("c/1")).containsExactly("c/1");
    assertThat(keys("x")).isEmpty();
  }

  @Test
  void takes_chinese_and_blanks_in_keys() {
    StoreKey key = StoreKey.of("platform/容器 云/hotfixes/20181123/补丁 (1)+&%?#.tar.gz");
    put(key, FIRST);
    assertThat(keys("platform/容器 云/")).containsExactly(key.value());
    assertThat(bytesAt(key)).isEqualTo("first".getBytes(UTF_8));
    assertThat(store().address(key)).endsWith("/" + key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fir5t", "fi", "first and more"})
  void notices_a_file_that_changed(String after) throws IOException {
    Path file = Files.writeString(folder.resolve("content"), "first");
    Content content = Content.read(file);
    Files.writeString(file, after);
    ReleaseStore store = store();
    assertThat(codeOf(() -> store.putIfAbsent(KEY, content, ProgressListener.NONE)))
        .isEqualTo("source-changed");
    assertThat(keys("")).isEmpty();
  }

  @Test
  void is_whole_or_absent_while_it_is_written() throws IOException {
    byte[] bytes = new byte[3 * 1024 * 1024];
    Path file = Files.write(folder.resolve("content"), bytes);
    List<Progress> seen = new ArrayList<>();
    ReleaseStore store = store();
    store.putIfAbsent(
        KEY,
        Content.read(file),
        progress -> {
          seen.add(progress);
          if (seen.size() % 32 != 1 && progress.done() < bytes.length) {
            return;
          }
          store.stat(KEY).ifPresent(object -> assertThat(object.size()).isEqualTo(bytes.length));
          assertThat(keys("")).isIn(List.of(), List.of(KEY.value()));
        });
    Progress last = seen.get(seen.size() - 1);
    assertThat(last)
        .isEqualTo(new Progress(Progress.Stage.PUBLISH, KEY.value(), bytes.length, bytes.length));
  }

  @Test
  void does_not_mind_a_listener_that_throws() {
    store()
        .putIfAbsent(
            KEY,
            FIRST,
            progress -> {
              throw new IllegalStateException("from the listener");
            });
    assertThat(bytesAt(KEY)).isEqualTo("first".getBytes(UTF_8));
  }

  @Test
  void stops_when_interrupted_and_keeps_the_flag() {
    ReleaseStore store = store();
    List<ThrowingCallable> calls =
        List.of(
            () -> store.putIfAbsent(KEY, FIRST, ProgressListener.NONE),
            () -> store.stat(KEY),
            () -> store.copyIfAbsent(KEY, OTHER, FIRST.fingerprint()),
            () -> store.list("", ""));
    for (ThrowingCallable call : calls) {
      Thread.currentThread().interrupt();
      try {
        assertThat(codeOf(call)).isEqualTo("interrupted");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
    assertThat(keys("")).isEmpty();
  }

  @Test
  void stops_when_interrupted_in_the_middle() throws IOException {
    Path file = Files.write(folder.resolve("content"), new byte[3 * 1024 * 1024]);
    Content content = Content.read(file);
    ReleaseStore store = store();
    HotfixException interrupted = null;
    try {
      store.putIfAbsent(KEY, content, progress -> Thread.currentThread().interrupt());
    } catch (HotfixException e) {
      interrupted = e;
    } finally {
      assertThat(Thread.interrupted() || interrupted == null).isTrue();
    }
    if (interrupted != null) {
      assertThat(interrupted.code()).isEqualTo("interrupted");
    }
    assertThat(keys("")).isIn(List.of(), List.of(KEY.value()));
    assertThat(put(KEY, content).object().size()).isEqualTo(content.size());
    assertThat(keys("")).containsExactly(KEY.value());
  }

  @Test
  void lets_exactly_one_of_two_rivals_win() throws Exception {
    for (int round = 0; round < 10; round++) {
      StoreKey key = StoreKey.of("race/" + round);
      List<Object> outcomes = race(key, FIRST, SECOND);
      assertThat(outcomes.stream().filter(Placement.class::isInstance)).hasSize(1);
      assertThat(outcomes.stream().filter(StoreConflictException.class::isInstance)).hasSize(1);
      boolean firstWon = outcomes.get(0) instanceof Placement;
      assertThat(bytesAt(key))
          .isEqualTo((firstWon ? "first" : "second, and longer").getBytes(UTF_8));
    }
  }

  @Test
  void lets_two_who_put_the_same_both_succeed() throws Exception {
    for (int round = 0; round < 10; round++) {
      StoreKey key = StoreKey.of("race/" + round);
      List<Object> outcomes = race(key, FIRST, FIRST);
      assertThat(outcomes).allMatch(Placement.class::isInstance);
      assertThat(outcomes.stream().filter(outcome -> ((Placement) outcome).created())).hasSize(1);
    }
  }

  private List<Object> race(StoreKey key, Content... rivals) throws Exception {
    CyclicBarrier start = new CyclicBarrier(rivals.length);
    ExecutorService threads = Executors.newFixedThreadPool(rivals.length);
    try {
      List<Future<Object>> running = new ArrayList<>();
      for (Content content : rivals) {
        ReleaseStore store = store();
        Callable<Object> put =
            () -> {
              start.await();
              try {
                return store.putIfAbsent(key, content, ProgressListener.NONE);
              } catch (HotfixException e) {
                return e;
              }
            };
        running.add(threads.submit(put));
      }
      List<Object> outcomes = new ArrayList<>();
      for (Future<Object> future : running) {
        outcomes.add(future.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private Placement put(StoreKey key, Content content) {
    return store().putIfAbsent(key, content, ProgressListener.NONE);
  }

  private byte[] bytesAt(StoreKey key) {
    ReleaseStore store = store();
    return bytes(store, key, 0, store.stat(key).orElseThrow().size());
  }

  private String range(StoreKey key, long offset, long length) {
    return new String(bytes(store(), key, offset, length), UTF_8);
  }

  private static byte[] bytes(ReleaseStore store, StoreKey key, long offset, long length) {
    try (ReadableByteChannel channel = store.open(key, offset, length)) {
      return Channels.newInputStream(channel).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> keys(String prefix) {
    ReleaseStore store = store();
    List<String> keys = new ArrayList<>();
    Optional<String> page = Optional.of("");
    while (page.isPresent()) {
      StorePage objects = store.list(prefix, page.get());
      objects.objects().forEach(object -> keys.add(object.key().value()));
      assertThat(objects.unusable()).isEmpty();
      page = objects.next();
    }
    return keys;
  }

  private static StoreConflictException conflict(ThrowingCallable call) {
    StoreConflictException conflict = catchThrowableOfType(StoreConflictException.class, call);
    assertThat(conflict).isNotNull();
    assertThat(conflict.code()).isEqualTo("store-conflict");
    return conflict;
  }

  private static String codeOf(ThrowingCallable call) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, call);
    assertThat(failure).isNotNull();
    return failure.code();
  }
}
