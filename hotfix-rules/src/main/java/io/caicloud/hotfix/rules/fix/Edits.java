package io.caicloud.hotfix.rules.fix;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.TextEdit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Edits of one text of which no two meet. Not safe to share between threads. */
final class Edits {

  private final NavigableMap<Integer, TextEdit> byOffset = new TreeMap<>();

  /** Collect the edits of findings that do not meet. */
  static Edits of(Collection<Finding> findings) {
    Edits edits = new Edits();
    findings.forEach(finding -> edits.add(of(finding)));
    return edits;
  }

  /** Return what the fix of a finding changes; nothing if it has none. */
  static List<TextEdit> of(Finding finding) {
    return finding.fix().map(Fix::edits).orElse(List.of());
  }

  void add(List<TextEdit> edits) {
    edits.forEach(edit -> byOffset.put(edit.offset(), edit));
  }

  /** Return whether one of them overlaps one of these, or inserts where one of these starts. */
  boolean meet(List<TextEdit> edits) {
    return edits.stream().anyMatch(this::meets);
  }

  private boolean meets(TextEdit edit) {
    Map.Entry<Integer, TextEdit> before = byOffset.floorEntry(edit.offset());
    if (before != null
        && (before.getKey() == edit.offset()
            || before.getKey() + before.getValue().length() > edit.offset())) {
      return true;
    }
    Integer behind = byOffset.higherKey(edit.offset());
    return behind != null && behind < edit.offset() + edit.length();
  }

  /** Return whether edits can be applied to a text of a length: inside of it, and none meet. */
  static boolean fit(List<TextEdit> edits, int length) {
    Edits taken = new Edits();
    for (TextEdit edit : edits) {
      if (edit.length() > length - edit.offset() || taken.meets(edit)) {
        return false;
      }
      taken.add(List.of(edit));
    }
    return true;
  }

  List<TextEdit> toList() {
    return List.copyOf(byOffset.values());
  }
}
