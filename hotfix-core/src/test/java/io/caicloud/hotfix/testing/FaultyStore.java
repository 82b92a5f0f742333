package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.Lookup;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.release.StorePage;
import io.caicloud.hotfix.release.StoredObject;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store that keeps a log of what it is asked to do and fails when a test says so: before an
 * operation (nothing happened) or after it (it happened, but the answer is lost). Hooks may also
 * act as a rival who writes in between. Safe to share between threads.
 */
public final class FaultyStore implements ReleaseStore {

  /** What a store can be asked to do. */
  public enum Kind {
    /** {@link ReleaseStore#stat}. */
    STAT,
    /** {@link ReleaseStore#look}. */
    LOOK,
    /** {@link ReleaseStore#putIfAbsent}. */
    PUT,
    /** {@link ReleaseStore#copyIfAbsent}. */
    COPY,
    /** {@link ReleaseStore#replaceIfDigestIs}. */
    REPLACE,
    /** {@link ReleaseStore#open}. */
    OPEN,
    /** {@link ReleaseStore#list}. */
    LIST;

    /** Return whether it changes the store. */
    public boolean writes() {
      return this == PUT || this == COPY || this == REPLACE;
    }
  }

  /**
   * Something that the store was asked to do.
   *
   * @param number how many came before it
   * @param kind what it was
   * @param key the key, of a copy the new one, of a list the prefix
   */
  public record Operation(int number, Kind kind, String key) {}

  private final ReleaseStore store;
  private final List<Operation> operations = new ArrayList<>();
  private volatile Consumer<Operation> before = operation -> {};
  private volatile Consumer<Operation> after = operation -> {};

  /**
   * Create one.
   *
   * @param store who does the work
   */
  public FaultyStore(ReleaseStore store) {
    this.store = store;
  }

  /**
   * Call a hook before every operation; if it throws, the operation does not happen.
   *
   * @param hook the hook, in place of the one before
   * @return this
   */
  public FaultyStore before(Consumer<Operation> hook) {
    this.before = hook;
    return this;
  }

  /**
   * Call a hook after every operation that succeeded; if it throws, the answer is lost.
   *
   * @param hook the hook, in place of the one before
   * @return this
   */
  public FaultyStore after(Consumer<Operation> hook) {
    this.after = hook;
    return this;
  }

  /**
   * Fail one operation before it happens.
   *
   * @param number how many succeed before it
   * @return this
   */
  public FaultyStore failAt(int number) {
    return before(operation -> failIf(operation.number() == number, operation));
  }

  /**
   * Lose the answer of one operation.
   *
   * @param number how many succeed before it
   * @return this
   */
  public FaultyStore loseAnswerAt(int number) {
    return after(operation -> failIf(operation.number() == number, operation));
  }

  /** Return what the store was asked to do so far. */
  public List<Operation> operations() {
    synchronized (operations) {
      return List.copyOf(operations);
    }
  }

  /** Return those operations that change the store, as {@code PUT key}. */
  public List<String> writes() {
    return operations().stream()
        .filter(operation -> operation.kind().writes())
        .map(operation -> operation.kind() + " " + operation.key())
        .toList();
  }

  /**
   * Return the failure of a store that does not answer.
   *
   * @param what what it was asked
   */
  public static HotfixException unreachable(Object what) {
    return new HotfixException(
        "store-unreachable", Message.of("no answer to " + what, "没有应答：" + what));
  }

  private static void failIf(boolean fail, Operation operation) {
    if (fail) {
      throw unreachable(operation);
    }
  }

  private <T> T run(Kind kind, String key, Supplier<T> work) {
    Operation operation;
    synchronized (operations) {
      operation = new Operation(operations.size(), kind, key);
      operations.add(operation);
    }
    before.accept(operation);
    T result = work.get();
    after.accept(operation);
    return result;
  }

  @Override
  public Optional<StoredObject> stat(StoreKey key) {
    return run(Kind.STAT, key.value(), () -> store.stat(key));
  }

  @Override
  public Lookup look(StoreKey key, Fingerprint expected) {
    return run(Kind.LOOK, key.value(), () -> store.look(key, expected));
  }

  @Override
  public Placement putIfAbsent(StoreKey key, Content content, ProgressListener listener) {
    return run(Kind.PUT, key.value(), () -> store.putIfAbsent(key, content, listener));
  }

  @Override
  public Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected) {
    return run(Kind.COPY, to.value(), () -> store.copyIfAbsent(from, to, expected));
  }

  @Override
  public Placement replaceIfDigestIs(StoreKey key, Digest seen, Content content) {
    return run(Kind.REPLACE, key.value(), () -> store.replaceIfDigestIs(key, seen, content));
  }

  @Override
  public ReadableByteChannel open(StoreKey key, long offset, long length) {
    return run(Kind.OPEN, key.value(), () -> store.open(key, offset, length));
  }

  @Override
  public StorePage list(String prefix, String page) {
    return run(Kind.LIST, prefix, () -> store.list(prefix, page));
  }

  @Override
  public String address(StoreKey key) {
    return store.address(key);
  }

  @Override
  public long partSize() {
    return store.partSize();
  }

  @Override
  public void close() {
    store.close();
  }
}
