package io.caicloud.hotfix.release;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a listing. Immutable. */
public final class StorePage {

  private final List<StoredObject> objects;
  private final List<String> unusable;
  private final @Nullable String next;

  private StorePage(List<StoredObject> objects, List<String> unusable, @Nullable String next) {
    this.objects = List.copyOf(objects);
    this.unusable = List.copyOf(unusable);
    this.next = next;
  }

  /**
   * Return the last page.
   *
   * @param objects the objects, in order of their keys
   * @param unusable names in the store that are no keys
   */
  public static StorePage last(List<StoredObject> objects, List<String> unusable) {
    return new StorePage(objects, unusable, null);
  }

  /**
   * Return a page that more follow.
   *
   * @param objects the objects, in order of their keys
   * @param unusable names in the store that are no keys
   * @param next what to ask for the next page with
   */
  public static StorePage of(List<StoredObject> objects, List<String> unusable, String next) {
    return new StorePage(objects, unusable, next);
  }

  /** Return the objects, in order of their keys. */
  public List<StoredObject> objects() {
    return objects;
  }

  /**
   * Return what lies below the prefix but cannot be used: names that are no {@link StoreKey}, and
   * links and devices in a folder. As the store has them, so to be printed with care.
   */
  public List<String> unusable() {
    return unusable;
  }

  /** Return what to ask for the next page with; empty after the last page. */
  public Optional<String> next() {
    return Optional.ofNullable(next);
  }
}
