package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/**
 * A place that packages are published to: a directory, a bucket. Small on purpose; the protocol of
 * publishing is written once, over these calls, in {@link PublishRequest}.
 *
 * <p>What every store promises:
 *
 * <ul>
 *   <li>An object appears whole or not at all. It is visible to all as soon as the call that made
 *       it returns, and no call but {@link #replaceIfDigestIs} ever changes it.
 *   <li>An object appears only with the bytes of the {@link Content}'s fingerprint. A local file
 *       that has changed meanwhile gives {@code source-changed} and no object.
 *   <li>When the answer to a request is lost, the store looks: the same bytes are success, others a
 *       conflict, nothing is a failure. An exception therefore says that the object is not there as
 *       far as could be found out; only {@code store-unreachable} and {@code interrupted} leave it
 *       open, and the same call again settles it.
 *   <li>Failures leave nothing behind that a listing shows. What is kept to resume an upload is the
 *       store's own affair.
 *   <li>All calls may be made by several threads and several processes at once. An interrupt ends a
 *       call within a second.
 * </ul>
 *
 * <p>Calls throw {@link HotfixException} with one of the codes {@code store-conflict} (a {@link
 * StoreConflictException}), {@code store-missing} (no such object), {@code store-damaged} (the
 * object is not what it should be), {@code store-full}, {@code store-denied} (not allowed), {@code
 * store-unreachable} (no answer), {@code store-failed} (anything else), {@code source-unreadable},
 * {@code source-changed} and {@code interrupted}. Texts never hold secrets.
 */
public interface ReleaseStore extends AutoCloseable {

  /**
   * Ask for an object without reading it.
   *
   * @param key its key
   * @return the object, with the digests that the store knows; empty if there is none
   * @throws HotfixException as the type says
   */
  Optional<StoredObject> stat(StoreKey key);

  /**
   * Put an object if its key is free. If the same bytes are there already, that is success too.
   *
   * @param key its key
   * @param content its bytes
   * @param listener is told of the bytes sent, with the key as the item
   * @return what is there now, proven
   * @throws HotfixException {@code store-conflict} if other bytes are there; else as the type says
   */
  Placement putIfAbsent(StoreKey key, Content content, ProgressListener listener);

  /**
   * Copy an object inside the store if the new key is free. If the same bytes are there already,
   * that is success too.
   *
   * @param from the key of the object
   * @param to the new key
   * @param expected what the bytes must be
   * @return what is there now, proven
   * @throws HotfixException {@code store-conflict} if other bytes are at the new key, {@code
   *     store-missing} if the object is not there, {@code store-damaged} if it has other bytes;
   *     else as the type says
   */
  Placement copyIfAbsent(StoreKey from, StoreKey to, Fingerprint expected);

  /**
   * Replace an object that still is what the caller saw. If the new bytes are there already, that
   * is success too. Where the service has no such request, a store may look and then put, and says
   * so in its description.
   *
   * @param key its key
   * @param seen the object as {@link #look} saw it, other than the new bytes
   * @param content the new bytes
   * @return what is there now, proven
   * @throws HotfixException {@code store-conflict} if the object is another by now or gone; else as
   *     the type says
   */
  Placement replaceIfDigestIs(StoreKey key, Digest seen, Content content);

  /**
   * Open a part of an object. The channel gives exactly that many bytes; it throws {@code
   * store-damaged} where they end too soon.
   *
   * @param key its key
   * @param offset where to begin
   * @param length how many bytes
   * @throws HotfixException {@code store-missing} if there is none, {@code store-damaged} if it is
   *     shorter; else as the type says
   * @throws IndexOutOfBoundsException if offset or length is negative
   */
  ReadableByteChannel open(StoreKey key, long offset, long length);

  /**
   * List objects, in order of their keys. Objects that come or go meanwhile may or may not be in
   * it.
   *
   * @param prefix what keys begin with; empty for all
   * @param page what {@link StorePage#next} of the page before said, or empty for the first page
   * @throws HotfixException as the type says
   */
  StorePage list(String prefix, String page);

  /**
   * Return the name of an object outside of the store, for people to read and to pull it by, such
   * as {@code oss://infra-release/platform/…}. The key is in it as it is, not percent-encoded.
   *
   * @param key its key, of an object that need not be there
   */
  String address(StoreKey key);

  /**
   * Compare what is at a key with bytes that should be there. Sizes and digests that the store
   * knows decide if they can; else the object is read.
   *
   * @param key the key
   * @param expected the bytes
   * @throws HotfixException as the type says
   */
  default Lookup look(StoreKey key, Fingerprint expected) {
    return Looking.look(this, key, expected);
  }

  /**
   * Return the size in bytes of the parts in which large objects are sent. Whoever takes a
   * fingerprint for this store takes the MD5 of each part along, so that a file is read once.
   *
   * @return the size; 0 if the store has no use for it
   */
  default long partSize() {
    return 0;
  }

  /** Release files, connections and threads. The store is of no use afterwards. */
  @Override
  void close();
}
