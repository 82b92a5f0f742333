package io.caicloud.hotfix.release;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.release.ReceiptEntry.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Carries out a plan, step by step, and stops at the first that cannot be done. */
final class Publisher {

  /** Codes of failures after which the store need not be asked what it has. */
  private static final Set<String> SETTLED =
      Set.of(
          StoreConflictException.CODE,
          "interrupted",
          "source-changed",
          "source-unreadable",
          "store-missing",
          "store-damaged");

  private final ReleaseStore store;
  private final List<PublishStep> steps;
  private final TotalProgress progress;
  private final List<ReceiptEntry> entries = new ArrayList<>();

  private Publisher(ReleaseStore store, PublishPlan plan, ProgressListener listener) {
    this.store = store;
    this.steps = plan.steps();
    this.progress = new TotalProgress(listener, plan.bytesToSend());
    for (PublishStep step : steps) {
      PublishObject object = step.object();
      entries.add(new ReceiptEntry(object, store.address(object.key()), before(step), 0));
    }
  }

  static Receipt run(ReleaseStore store, PublishPlan plan, ProgressListener listener) {
    Publisher publisher = new Publisher(store, plan, listener);
    if (!plan.conflicts().isEmpty()) {
      throw publisher.conflicts(plan.conflicts());
    }
    return publisher.run();
  }

  private static Status before(PublishStep step) {
    return switch (step.action()) {
      case SKIP -> Status.ALREADY_THERE;
      case REFUSE -> Status.CONFLICT;
      case UPLOAD, COPY, REPLACE -> Status.NOT_DONE;
    };
  }

  private Receipt run() {
    for (int i = 0; i < steps.size(); i++) {
      PublishStep step = steps.get(i);
      if (step.action() != PublishStep.Action.SKIP) {
        entries.set(i, done(step, i));
      }
      tell(step);
    }
    return new Receipt(entries);
  }

  private ReceiptEntry done(PublishStep step, int index) {
    ReceiptEntry entry = entries.get(index);
    try {
      Placement placement = settled(step);
      verify(step.object(), placement.object());
      Status status = placement.created() ? after(step) : Status.ADOPTED;
      return entry.with(status, placement.sent());
    } catch (StoreConflictException e) {
      entries.set(index, entry.with(Status.CONFLICT, 0));
      throw stopped(step.object(), e);
    } catch (HotfixException e) {
      entries.set(index, entry.with(Status.FAILED, 0));
      throw stopped(step.object(), e);
    } catch (RuntimeException e) {
      entries.set(index, entry.with(Status.FAILED, 0));
      throw stopped(step.object(), Texts.failure(e, "store-failed", step.object().key(), e));
    }
  }

  private static Status after(PublishStep step) {
    return switch (step.action()) {
      case COPY -> Status.COPIED;
      case REPLACE -> Status.REPLACED;
      case UPLOAD, SKIP, REFUSE -> Status.UPLOADED;
    };
  }

  /** When the store failed in a way that leaves open whether it did the work, look. */
  private Placement settled(PublishStep step) {
    try {
      return perform(step);
    } catch (HotfixException e) {
      if (SETTLED.contains(e.code())) {
        throw e;
      }
      return lookAfter(step, e);
    }
  }

  private Placement perform(PublishStep step) {
    StoreKey key = step.object().key();
    return switch (step.action()) {
      case COPY ->
          store.copyIfAbsent(step.source().orElseThrow(), key, step.object().fingerprint());
      case REPLACE ->
          store.replaceIfDigestIs(key, step.found().sha256().orElseThrow(), step.content());
      case UPLOAD, SKIP, REFUSE -> store.putIfAbsent(key, step.content(), progress);
    };
  }

  private Placement lookAfter(PublishStep step, HotfixException failure) {
    PublishObject object = step.object();
    Lookup found;
    try {
      found = store.look(object.key(), object.fingerprint());
    } catch (HotfixException e) {
      failure.addSuppressed(e);
      throw failure;
    }
    if (found.state() == Lookup.State.IDENTICAL) {
      return new Placement(found.object().orElseThrow(), false, 0);
    }
    boolean asBefore = found.sha256().equals(step.found().sha256());
    throw asBefore
        ? failure
        : new StoreConflictException(object.key(), object.fingerprint(), found);
  }

  /** What is published is what the store proves to have, not what was sent. */
  private void verify(PublishObject object, StoredObject stored) {
    if (stored.mustBe(object.fingerprint())) {
      return;
    }
    Lookup found = store.look(object.key(), object.fingerprint());
    if (found.state() != Lookup.State.IDENTICAL) {
      throw Texts.failure("store-damaged", object.key());
    }
  }

  private void tell(PublishStep step) {
    String key = step.object().key().value();
    long size = step.object().fingerprint().size();
    progress.finish(new Progress(Progress.Stage.PUBLISH, key, size, size), step.bytesToSend());
  }

  private PublishException conflicts(List<PublishStep> conflicts) {
    PublishStep first = conflicts.get(0);
    StoreConflictException cause =
        new StoreConflictException(
            first.object().key(), first.object().fingerprint(), first.found());
    Message text = Texts.message("publish-conflicts", conflicts.size());
    return new PublishException(cause.code(), joined(text, cause), cause, new Receipt(entries));
  }

  private PublishException stopped(PublishObject object, HotfixException cause) {
    long there = entries.stream().filter(entry -> entry.status().isThere()).count();
    Message text = Texts.message("publish-stopped", object.key(), there, entries.size());
    return new PublishException(cause.code(), joined(text, cause), cause, new Receipt(entries));
  }

  private static Message joined(Message text, HotfixException cause) {
    return Message.of(
        text.text(Locale.ENGLISH) + ": " + cause.message(Locale.ENGLISH),
        text.text(Locale.CHINESE) + "：" + cause.message(Locale.CHINESE));
  }
}
