package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;

/**
 * A key holds other bytes than those to be stored there; nothing was written. Code {@code
 * store-conflict}.
 */
public final class StoreConflictException extends HotfixException {

  private static final long serialVersionUID = 1L;

  /** The code of every such exception. */
  public static final String CODE = "store-conflict";

  private final transient StoreKey key;
  private final transient Lookup found;

  /**
   * Create the exception.
   *
   * @param key the key
   * @param expected in words, what should have been there
   * @param found what is there
   */
  public StoreConflictException(StoreKey key, Object expected, Lookup found) {
    super(CODE, Texts.message(CODE, key, expected, found));
    this.key = requireNonNull(key, "key");
    this.found = found;
  }

  /** Return the key. */
  public StoreKey key() {
    return key;
  }

  /** Return what is there. */
  public Lookup found() {
    return found;
  }
}
