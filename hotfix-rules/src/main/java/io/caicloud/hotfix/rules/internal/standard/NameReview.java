package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.archive.PackageFacts;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import java.util.List;
import java.util.Optional;

/**
 * What a hotfix is called, where it stands, and what was found when that was read.
 *
 * @param place where findings about the whole are
 * @param found what was found, by any rule
 * @param date the day of the hotfix
 * @param values the values, if they belong to a hotfix
 * @param named what packages are named after, if it is known
 * @param inTree whether the path says something too, such as the namespace
 * @param written the words that an organization may have a list of
 */
public record NameReview(
    Location place,
    List<Finding> found,
    Optional<Day> date,
    Optional<ValuesTree> values,
    Optional<Named> named,
    boolean inTree,
    Written written)
    implements Found {

  NameReview(
      Location place,
      List<Finding> found,
      Optional<Day> date,
      Optional<ValuesTree> values,
      Optional<Named> named,
      boolean inTree) {
    this(place, found, date, values, named, inTree, Written.NOTHING);
  }

  /**
   * A day that stands somewhere.
   *
   * @param date the day
   * @param place where it stands
   */
  record Day(HotfixDate date, Location place) {}

  /**
   * What a package is named after.
   *
   * @param spec the hotfix
   * @param identity what its values say that it is
   */
  record Named(HotfixSpec spec, HotfixIdentity identity) {}

  /**
   * Return the review of a specification file.
   *
   * @param spec the file
   */
  public static NameReview of(SpecDocument spec) {
    Optional<Day> date =
        spec.date().flatMap(text -> day(text.value(), spec.document().location(text)));
    return new NameReview(
        Location.of(spec.document().file()),
        spec.findings(),
        date,
        Optional.empty(),
        Optional.empty(),
        false,
        Written.of(spec));
  }

  /**
   * Return the review of a specification.
   *
   * @param spec the specification
   * @param file the file to show in findings
   */
  public static NameReview of(HotfixSpec spec, String file) {
    Location place = Location.of(file);
    return new NameReview(
        place,
        List.of(),
        Optional.of(new Day(spec.date(), place)),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /**
   * Return the review of values that belong to a specification.
   *
   * @param values the values
   */
  public static NameReview of(ValuesTree values) {
    return new NameReview(
        Location.of(values.document().file()),
        List.of(),
        Optional.empty(),
        Optional.of(values),
        Optional.empty(),
        false);
  }

  /**
   * Return the review of an entry of a release tree.
   *
   * @param entry the entry
   * @param values its values, if they could be read
   */
  public static NameReview of(TreeEntry entry, Optional<ValuesTree> values) {
    Location place = Location.of(entry.path());
    return new NameReview(
        place,
        entry.findings(),
        entry.date().map(day -> new Day(day, place)),
        values,
        entry.spec().flatMap(spec -> entry.identity().map(is -> new Named(spec, is))),
        true,
        Written.of(entry));
  }

  /**
   * Return the review of what belongs to no entry of a release tree.
   *
   * @param tree the tree
   * @param file the path to show
   */
  public static NameReview of(ReleaseTree tree, String file) {
    return new NameReview(
        Location.of(file),
        tree.findings(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  /**
   * Return the review of what a package says of itself.
   *
   * @param facts which hotfix it is
   * @param file the package
   */
  public static NameReview of(PackageFacts facts, String file) {
    Location place = Location.of(file);
    return new NameReview(
        place,
        List.of(),
        Optional.of(new Day(facts.date(), place)),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /**
   * Return the review of a text that should be a date.
   *
   * @param place where it stands
   * @param text the text
   */
  public static NameReview ofDate(Location place, String text) {
    return new NameReview(
        place,
        NamingRules.hotfixDate(place, text).stream().toList(),
        day(text, place),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /**
   * Return the review of a text that should be a desc.
   *
   * @param place where it stands
   * @param text the text
   */
  public static NameReview ofDesc(Location place, String text) {
    return new NameReview(
        place,
        NamingRules.desc(place, text).stream().toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Written.ofIssue(text, place));
  }

  /**
   * Return the review of a name that was judged by its form.
   *
   * @param place where it stands
   * @param found what is wrong with it
   */
  public static NameReview of(Location place, List<Finding> found) {
    return new NameReview(
        place, List.copyOf(found), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private static Optional<Day> day(String text, Location place) {
    return NamingRules.hotfixDate(place, text).isPresent()
        ? Optional.empty()
        : Optional.of(new Day(HotfixDate.parse(text), place));
  }
}
