package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subject on its way through the rules: what has come of it, and what is still to be done. One
 * worker at a time has it.
 */
final class Unit {

  private final int index;
  private final Object subject;
  private final boolean packed;
  private final List<Visited> visits = new ArrayList<>();
  private @Nullable List<Part> parts;
  private int part;
  private int rule;
  private boolean wanted;
  private @Nullable RuntimeException failure;

  /**
   * Create a unit.
   *
   * @param index its place among the subjects
   * @param subject the subject
   * @param packed whether values, where they are the subject, belong to a hotfix
   */
  Unit(int index, Object subject, boolean packed) {
    this.index = index;
    this.subject = subject;
    this.packed = packed;
  }

  int index() {
    return index;
  }

  /** Return the part to go on with; nothing at the end. */
  @Nullable Part part() {
    List<Part> all = parts;
    if (all == null) {
      all = Part.of(subject, packed);
      parts = all;
    }
    return part < all.size() ? all.get(part) : null;
  }

  /** Return the next of the rules for the present part, and count it; nothing at the last. */
  @Nullable Rule<?> nextRule(List<Rule<?>> interested) {
    wanted |= !interested.isEmpty();
    if (rule < interested.size()) {
      return interested.get(rule++);
    }
    rule = 0;
    part++;
    return null;
  }

  /** Note why its parts cannot be looked at. */
  void fail(RuntimeException cause) {
    failure = cause;
  }

  /** Return what ends the whole check; that a subject cannot be read is only a notice about it. */
  @Nullable RuntimeException failure() {
    return unreadable() == null ? failure : null;
  }

  private @Nullable HotfixException unreadable() {
    if (subject instanceof UnreadableInput input) {
      return input.why();
    }
    return failure instanceof HotfixException e && !e.code().equals("interrupted") ? e : null;
  }

  void add(Visited visit) {
    visits.add(visit);
  }

  List<Visited> visits() {
    return visits;
  }

  /** Return the documents that it is made of and that can be read. */
  List<YamlDocument> documents() {
    List<Part> all = parts == null ? List.of() : parts;
    List<YamlDocument> documents = new ArrayList<>(1);
    for (Part each : all) {
      if (each.value() instanceof YamlDocument document) {
        documents.add(document);
      } else if (each.value() instanceof SpecDocument spec) {
        documents.add(spec.document());
      }
    }
    return documents;
  }

  /** Return the notice that nothing was looked at, or not all; nothing if it was. */
  @Nullable Finding notice() {
    HotfixException why = unreadable();
    if (why != null) {
      Message text = Message.of(why.message(Locale.ENGLISH), why.message(Locale.CHINESE));
      return Finding.error(EngineRules.INPUT_UNREADABLE, Location.of(Part.file(subject)))
          .message(Texts.message("HF902", Part.file(subject)))
          .remedy(text)
          .build();
    }
    if (failure != null) {
      return null;
    }
    if (!wanted) {
      return nothingVisited(Part.file(subject), "unknown");
    }
    return subject instanceof ReleaseTree tree && tree.entries().isEmpty()
        ? nothingVisited(Part.file(subject), "empty")
        : null;
  }

  static Finding nothingVisited(String file, String text) {
    return Finding.error(EngineRules.NOTHING_VISITED, Location.of(file))
        .message(Texts.message("HF906." + text, file))
        .remedy(Texts.message("HF906." + text + ".remedy"))
        .build();
  }
}
