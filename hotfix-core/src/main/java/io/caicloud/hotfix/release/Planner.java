package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.release.PublishObject.Kind;
import io.caicloud.hotfix.release.PublishStep.Wanted;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.ReleaseKey;
import io.caicloud.hotfix.spec.VersionFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a plan: reads what is to be published and looks at every key. */
final class Planner {

  private final PublishRequest request;
  private final ReleaseStore store;
  private final List<PublishStep> steps = new ArrayList<>();

  Planner(PublishRequest request, ReleaseStore store) {
    this.request = request;
    this.store = store;
  }

  PublishPlan plan() {
    if (request.folders().isEmpty()) {
      throw new IllegalStateException("no product version to publish for: call to(...)");
    }
    refuseContradictions();
    Optional<Content> notes = request.notes().map(Notes::read);
    List<Content> contents = request.packages().stream().map(this::checked).toList();
    for (int i = 0; i < contents.size(); i++) {
      addPackage(request.packages().get(i), contents.get(i));
    }
    notes.ifPresent(this::addNotes);
    return new PublishPlan(steps);
  }

  private void refuseContradictions() {
    if (request.packages().isEmpty() && request.notes().isEmpty()) {
      throw Texts.failure("publish-nothing");
    }
    Set<String> names = new HashSet<>();
    for (HotfixPackage hotfix : request.packages()) {
      HotfixDate date = dateOf(hotfix);
      if (!names.add(date + "/" + hotfix.name())) {
        throw Texts.failure("publish-duplicate", hotfix.name(), hotfix.path());
      }
      if (!request.date().orElse(date).equals(date)) {
        throw Texts.failure("publish-date", hotfix.name(), date, request.date().get());
      }
    }
    if (request.notes().isPresent()) {
      notesDate();
    }
  }

  private static HotfixDate dateOf(HotfixPackage hotfix) {
    return hotfix.manifest().facts().date();
  }

  /** Return the one date of the packages, or the given one. */
  private HotfixDate notesDate() {
    List<HotfixDate> dates = request.packages().stream().map(Planner::dateOf).distinct().toList();
    if (dates.isEmpty()) {
      return request.date().orElseThrow(() -> Texts.failure("publish-notes-date", "-"));
    }
    if (dates.size() > 1) {
      throw Texts.failure("publish-notes-date", dates);
    }
    return dates.get(0);
  }

  /** Hash first: what is read later, here and by the store, must be what the hash says. */
  private Content checked(HotfixPackage hotfix) {
    Content content = Content.read(hotfix.path(), store.partSize());
    try (PackageReader reader = PackageReader.open(hotfix.path())) {
      reader.requireSound();
      if (!reader.manifest().equals(Optional.of(hotfix.manifest()))) {
        throw Texts.failure("publish-other-package", hotfix.path(), hotfix.name());
      }
    }
    return content;
  }

  private void addPackage(HotfixPackage hotfix, Content content) {
    HotfixDate date = dateOf(hotfix);
    String name = hotfix.name().toString();
    List<Wanted> packages = wanted(Kind.PACKAGE, date, name, content);
    List<Lookup> found = packages.stream().map(this::look).toList();
    // What some product version already has is copied from there; else the first gets it sent.
    int first = Math.max(0, indexOfIdentical(found));
    StoreKey source = packages.get(first).object().key();
    addStep(packages.get(first), found.get(first), Optional.empty());
    for (int i = 0; i < packages.size(); i++) {
      if (i != first) {
        addStep(packages.get(i), found.get(i), Optional.of(source));
      }
    }
    String line = content.fingerprint().sha256().hex() + "  " + name + "\n";
    Content checksum = Content.of(line.getBytes(UTF_8));
    for (Wanted each : wanted(Kind.CHECKSUM, date, name + ".sha256", checksum)) {
      addStep(each, look(each), Optional.empty());
    }
  }

  private void addNotes(Content content) {
    for (Wanted each : wanted(Kind.NOTES, notesDate(), Notes.NAME, content)) {
      addStep(each, look(each), Optional.empty());
    }
  }

  private List<Wanted> wanted(Kind kind, HotfixDate date, String file, Content content) {
    List<Wanted> wanted = new ArrayList<>();
    for (VersionFolder folder : request.folders()) {
      StoreKey key = StoreKey.of(ReleaseKey.hotfix(folder, date, file).toString());
      wanted.add(new Wanted(new PublishObject(key, kind, folder, content.fingerprint()), content));
    }
    return wanted;
  }

  private Lookup look(Wanted wanted) {
    return store.look(wanted.object().key(), wanted.object().fingerprint());
  }

  private static int indexOfIdentical(List<Lookup> found) {
    return found.stream().map(Lookup::state).toList().indexOf(Lookup.State.IDENTICAL);
  }

  private void addStep(Wanted wanted, Lookup found, Optional<StoreKey> source) {
    boolean replaceable = wanted.object().kind() == Kind.NOTES && request.mayReplace(found);
    steps.add(
        switch (found.state()) {
          case IDENTICAL -> PublishStep.skip(wanted, found);
          case ABSENT ->
              source
                  .map(from -> PublishStep.copy(wanted, from))
                  .orElseGet(() -> PublishStep.upload(wanted));
          case DIFFERENT ->
              replaceable ? PublishStep.replace(wanted, found) : PublishStep.refuse(wanted, found);
        });
  }
}
