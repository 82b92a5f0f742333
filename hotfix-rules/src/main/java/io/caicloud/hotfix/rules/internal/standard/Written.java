package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.TreeEntry;
import java.util.Optional;

/**
 * Words of a hotfix that have a right form, but may be none of those that an organization uses.
 *
 * @param issue why it is made, if no desc says so
 * @param product the product
 * @param group the addon's group
 */
record Written(Optional<Word> issue, Optional<Word> product, Optional<Word> group) {

  static final Written NOTHING = new Written(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A word.
   *
   * @param text the word
   * @param place where it stands
   */
  record Word(String text, Location place) {}

  static Written ofIssue(String text, Location place) {
    return new Written(Optional.of(new Word(text, place)), Optional.empty(), Optional.empty());
  }

  static Written of(SpecDocument spec) {
    return new Written(
        spec.desc().map(d -> new Word(d.value(), spec.document().location(d))),
        spec.product().map(p -> new Word(p.value(), spec.document().location(p))),
        spec.group().map(g -> new Word(g.value(), spec.document().location(g))));
  }

  static Written of(TreeEntry entry) {
    Location place = Location.of(entry.path());
    return new Written(
        entry.folder().flatMap(PackageFolderName::otherIssue).map(text -> new Word(text, place)),
        entry
            .folder()
            .flatMap(PackageFolderName::product)
            .map(product -> new Word(product.name(), place)),
        entry.group().map(group -> new Word(group.value(), place)));
  }
}
