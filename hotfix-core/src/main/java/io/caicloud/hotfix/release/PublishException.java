package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;

/**
 * Not everything is published. Its code is that of what stopped it, such as {@code store-conflict};
 * the {@link #receipt()} says what is in the store by now. Publishing again finishes the work.
 */
public final class PublishException extends HotfixException {

  private static final long serialVersionUID = 1L;

  private final transient Receipt receipt;

  PublishException(String code, Message text, Throwable cause, Receipt receipt) {
    super(code, text, cause);
    this.receipt = requireNonNull(receipt, "receipt");
  }

  /** Return what is in the store and what is not. */
  public Receipt receipt() {
    return receipt;
  }
}
