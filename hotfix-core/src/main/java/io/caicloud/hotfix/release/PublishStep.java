package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be done for one object, and why. Immutable. */
public final class PublishStep {

  /** What the store has at the key. */
  public enum Verdict {
    /** Nothing. */
    NEW,
    /** The bytes that should be there. */
    IDENTICAL,
    /** Other bytes, which the caller allowed to replace. */
    OUTDATED,
    /** Other bytes; nothing is published as long as they are there. */
    CONFLICT
  }

  /** What is to be done. */
  public enum Action {
    /** Send the bytes. */
    UPLOAD,
    /** Copy them inside the store. */
    COPY,
    /** Send the bytes in place of the old ones. */
    REPLACE,
    /** Nothing: they are there. */
    SKIP,
    /** Nothing: they must not be written. */
    REFUSE
  }

  private final PublishObject object;
  private final Content content;
  private final Verdict verdict;
  private final Action action;
  private final Lookup found;
  private final @Nullable StoreKey source;

  private PublishStep(
      Wanted wanted, Verdict verdict, Action action, Lookup found, @Nullable StoreKey source) {
    this.object = wanted.object();
    this.content = wanted.content();
    this.verdict = verdict;
    this.action = action;
    this.found = requireNonNull(found, "found");
    this.source = source;
  }

  /** An object and where its bytes come from. */
  record Wanted(PublishObject object, Content content) {}

  static PublishStep upload(Wanted wanted) {
    return new PublishStep(wanted, Verdict.NEW, Action.UPLOAD, Lookup.absent(), null);
  }

  static PublishStep copy(Wanted wanted, StoreKey source) {
    return new PublishStep(wanted, Verdict.NEW, Action.COPY, Lookup.absent(), source);
  }

  static PublishStep skip(Wanted wanted, Lookup found) {
    return new PublishStep(wanted, Verdict.IDENTICAL, Action.SKIP, found, null);
  }

  static PublishStep replace(Wanted wanted, Lookup found) {
    return new PublishStep(wanted, Verdict.OUTDATED, Action.REPLACE, found, null);
  }

  static PublishStep refuse(Wanted wanted, Lookup found) {
    return new PublishStep(wanted, Verdict.CONFLICT, Action.REFUSE, found, null);
  }

  /** Return the object. */
  public PublishObject object() {
    return object;
  }

  /** Return what the store has at its key. */
  public Verdict verdict() {
    return verdict;
  }

  /** Return what is to be done. */
  public Action action() {
    return action;
  }

  /** Return what the store has at its key, with its digest if that is known. */
  public Lookup found() {
    return found;
  }

  /** Return the key to copy from, when it is to be copied. */
  public Optional<StoreKey> source() {
    return Optional.ofNullable(source);
  }

  /** Return how many bytes are to be sent. */
  public long bytesToSend() {
    return action == Action.UPLOAD || action == Action.REPLACE ? content.size() : 0;
  }

  Content content() {
    return content;
  }

  /** Return one line: verdict, action, key and size. */
  @Override
  public String toString() {
    return verdict + " " + action + " " + object.key() + " (" + content.size() + " bytes)";
  }
}
