package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.Product;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names that an organization uses, for rules that judge names: an {@link
 * RuleContext#input(Class) input} that a configuration gives. Where no product line or no addon
 * group is here, nobody said which there are, and every name of the right form will do. Immutable.
 *
 * @param trackers where issues are kept besides {@code feat} and {@code bug}, by their words
 * @param productLines the products that have hotfixes
 * @param addonGroups the groups that addons are in
 * @param placeholders names of variables that the sites know, besides those that all sites know
 */
public record Vocabulary(
    SortedMap<String, Tracker> trackers,
    SortedSet<Product> productLines,
    SortedSet<AddonGroup> addonGroups,
    SortedSet<String> placeholders) {

  private static final Vocabulary NONE =
      new Vocabulary(
          new TreeMap<>(),
          new TreeSet<>(Comparator.comparing(Product::name)),
          new TreeSet<>(),
          new TreeSet<>());

  /** Copies the parts. */
  public Vocabulary {
    trackers = Collections.unmodifiableSortedMap(new TreeMap<>(trackers));
    productLines = sorted(Comparator.comparing(Product::name), productLines);
    addonGroups = sorted(Comparator.naturalOrder(), addonGroups);
    placeholders = sorted(Comparator.naturalOrder(), placeholders);
  }

  private static <T> SortedSet<T> sorted(Comparator<T> order, Collection<? extends T> values) {
    SortedSet<T> sorted = new TreeSet<>(order);
    sorted.addAll(values);
    return Collections.unmodifiableSortedSet(sorted);
  }

  /** Return a vocabulary without a name. */
  public static Vocabulary none() {
    return NONE;
  }

  /**
   * Return this vocabulary with trackers more.
   *
   * @param more the trackers; one replaces another of the same word
   */
  public Vocabulary withTrackers(Collection<Tracker> more) {
    Map<String, Tracker> all = new TreeMap<>(trackers);
    more.forEach(tracker -> all.put(tracker.word(), tracker));
    return new Vocabulary(new TreeMap<>(all), productLines, addonGroups, placeholders);
  }

  /**
   * Return this vocabulary with product lines more.
   *
   * @param more the products
   */
  public Vocabulary withProductLines(Collection<Product> more) {
    SortedSet<Product> all = new TreeSet<>(productLines);
    all.addAll(more);
    return new Vocabulary(trackers, all, addonGroups, placeholders);
  }

  /**
   * Return this vocabulary with addon groups more.
   *
   * @param more the groups
   */
  public Vocabulary withAddonGroups(Collection<AddonGroup> more) {
    SortedSet<AddonGroup> all = new TreeSet<>(addonGroups);
    all.addAll(more);
    return new Vocabulary(trackers, productLines, all, placeholders);
  }

  /**
   * Return this vocabulary with names of variables more.
   *
   * @param more the names, without brackets
   */
  public Vocabulary withPlaceholders(Collection<String> more) {
    SortedSet<String> all = new TreeSet<>(placeholders);
    all.addAll(more);
    return new Vocabulary(trackers, productLines, addonGroups, all);
  }

  /** Return whether there is no name in it. */
  public boolean isEmpty() {
    return trackers.isEmpty()
        && productLines.isEmpty()
        && addonGroups.isEmpty()
        && placeholders.isEmpty();
  }
}
