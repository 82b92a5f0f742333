package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The subjects of a check one by one, a release tree before its hotfixes and notes. */
final class Units implements Iterator<Unit> {

  private final Iterator<?> subjects;
  private final boolean packed;
  private Iterator<?> inTree = Collections.emptyIterator();
  private int count;

  Units(List<?> subjects) {
    this.subjects = subjects.iterator();
    this.packed =
        subjects.stream().anyMatch(s -> s instanceof HotfixSpec || s instanceof SpecDocument);
  }

  /** Return how many workers at most have something to do. */
  static int count(List<?> subjects, int atMost) {
    Units units = new Units(subjects);
    while (units.count < atMost && units.hasNext()) {
      units.next();
    }
    return units.count;
  }

  @Override
  public boolean hasNext() {
    return inTree.hasNext() || subjects.hasNext();
  }

  @Override
  public Unit next() {
    if (inTree.hasNext()) {
      return new Unit(count++, inTree.next(), true);
    }
    if (!subjects.hasNext()) {
      throw new NoSuchElementException();
    }
    Object subject = subjects.next();
    if (subject instanceof ReleaseTree tree) {
      inTree =
          Stream.concat(tree.entries().stream(), tree.readmes().stream().map(NotesFile::of))
              .iterator();
    }
    return new Unit(count++, subject, packed);
  }
}
