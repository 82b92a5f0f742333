package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

/**
 * What became of one object.
 *
 * @param object the object
 * @param address its name outside of the store, as {@link ReleaseStore#address} gives it
 * @param status what became of it
 * @param sent how many of its bytes went to the store, as far as is known
 */
public record ReceiptEntry(PublishObject object, String address, Status status, long sent) {

  /** What became of an object. */
  public enum Status {
    /** Sent by this run. */
    UPLOADED(true),
    /** Copied inside the store by this run. */
    COPIED(true),
    /** Sent by this run in place of older bytes. */
    REPLACED(true),
    /**
     * Not there when this run looked first, and the right bytes when it was to be written: a rival
     * was faster, or the answer to an own request was lost.
     */
    ADOPTED(true),
    /** There before this run. */
    ALREADY_THERE(true),
    /** Not there: its key holds other bytes. */
    CONFLICT(false),
    /** Not known to be there: publishing stopped at it. */
    FAILED(false),
    /** Not there: publishing stopped before it. */
    NOT_DONE(false);

    private final boolean there;

    Status(boolean there) {
      this.there = there;
    }

    /** Return whether the object is proven to be in the store. */
    public boolean isThere() {
      return there;
    }
  }

  /** Checks that all are there. */
  public ReceiptEntry {
    requireNonNull(object, "object");
    requireNonNull(address, "address");
    requireNonNull(status, "status");
  }

  ReceiptEntry with(Status newStatus, long newSent) {
    return new ReceiptEntry(object, address, newStatus, newSent);
  }
}
