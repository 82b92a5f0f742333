package io.caicloud.hotfix.rules.fix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the lines that differ between two texts, by the method of Eugene W. Myers ("An O(ND)
 * difference algorithm and its variations", 1986). Texts with more than {@link #MOST} lines that
 * differ are taken as different from the first to the last of them.
 */
final class LineChanges {

  private static final int MOST = 2_000;

  private final List<String> before;
  private final List<String> after;

  private LineChanges(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  static List<LineChange> between(List<String> before, List<String> after) {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> old = before.subList(head, before.size() - tail);
    List<String> now = after.subList(head, after.size() - tail);
    int lines = head;
    return new LineChanges(old, now).find().stream().map(c -> c.moved(lines)).toList();
  }

  private List<LineChange> find() {
    int n = before.size();
    int m = after.size();
    if (n == 0 && m == 0) {
      return List.of();
    }
    if (n == 0 || m == 0) {
      return List.of(new LineChange(0, n, 0, m));
    }
    List<int[]> trace = new ArrayList<>();
    int[] reached = new int[2 * Math.min(n + m, MOST) + 3];
    int middle = reached.length / 2;
    for (int d = 0; d <= Math.min(n + m, MOST); d++) {
      trace.add(java.util.Arrays.copyOfRange(reached, middle - d - 1, middle + d + 2));
      for (int k = -d; k <= d; k += 2) {
        int x = start(reached, middle, k, d);
        while (x < n && x - k < m && before.get(x).equals(after.get(x - k))) {
          x++;
        }
        reached[middle + k] = x;
        if (x >= n && x - k >= m) {
          return back(trace);
        }
      }
    }
    return List.of(new LineChange(0, n, 0, m));
  }

  /** Return where diagonal k starts with one more difference: below or beside the furthest. */
  private static int start(int[] reached, int middle, int k, int d) {
    boolean down = k == -d || (k != d && reached[middle + k - 1] < reached[middle + k + 1]);
    return down ? reached[middle + k + 1] : reached[middle + k - 1] + 1;
  }

  /** Return the differences on the way back from the end. */
  private List<LineChange> back(List<int[]> trace) {
    List<LineChange> changes = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int d = trace.size() - 1; d > 0; d--) {
      int[] reached = trace.get(d);
      int middle = d + 1;
      int k = x - y;
      boolean down = k == -d || (k != d && reached[middle + k - 1] < reached[middle + k + 1]);
      int oldX = down ? reached[middle + k + 1] : reached[middle + k - 1];
      int oldY = oldX - (down ? k + 1 : k - 1);
      changes.add(
          down
              ? new LineChange(oldX, oldX, oldY, oldY + 1)
              : new LineChange(oldX, oldX + 1, oldY, oldY));
      x = oldX;
      y = oldY;
    }
    Collections.reverse(changes);
    return joined(changes);
  }

  private static List<LineChange> joined(List<LineChange> changes) {
    List<LineChange> joined = new ArrayList<>();
    for (LineChange change : changes) {
      int last = joined.size() - 1;
      if (last >= 0
          && joined.get(last).to() == change.from()
          && joined.get(last).newTo() == change.newFrom()) {
        LineChange before = joined.get(last);
        joined.set(
            last, new LineChange(before.from(), change.to(), before.newFrom(), change.newTo()));
      } else {
        joined.add(change);
      }
    }
    return joined;
  }
}
