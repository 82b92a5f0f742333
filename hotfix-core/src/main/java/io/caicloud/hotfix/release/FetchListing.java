package io.caicloud.hotfix.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the objects that a request means. */
final class FetchListing {

  /** The most objects of one request, so that a store cannot fill the memory. */
  static final int MOST = 10_000;

  private static final List<String> COMPANIONS = List.of("", ".sig", ".sha256");

  private final ReleaseStore store;

  /** An object and the name of its file below the folder to fetch into. */
  record Named(StoreKey name, StoredObject object) {}

  FetchListing(ReleaseStore store) {
    this.store = store;
  }

  /** Return the objects, at least one. */
  List<Named> find(String from) {
    boolean folder = from.isEmpty() || from.endsWith("/");
    List<Named> found = below(folder ? from : StoreKey.of(from) + "/");
    if (found.isEmpty() && !folder) {
      found = single(StoreKey.of(from));
    }
    if (found.isEmpty()) {
      throw Texts.failure("fetch-nothing", from.isEmpty() ? "/" : from);
    }
    return found;
  }

  /** Return one object and what belongs to it, or nothing if there is no such object. */
  private List<Named> single(StoreKey key) {
    List<Named> found = new ArrayList<>();
    for (String companion : COMPANIONS) {
      Optional<StoredObject> object = store.stat(StoreKey.of(key + companion));
      if (companion.isEmpty() && object.isEmpty()) {
        return found;
      }
      object.ifPresent(each -> found.add(new Named(StoreKey.of(each.key().name()), each)));
    }
    return found;
  }

  private List<Named> below(String folder) {
    List<Named> found = new ArrayList<>();
    Optional<String> page = Optional.of("");
    for (int pages = 0; page.isPresent(); pages++) {
      StorePage objects = store.list(folder, page.get());
      objects.unusable().forEach(FetchListing::refuseUnlessFolder);
      for (StoredObject object : objects.objects()) {
        found.add(new Named(FetchNames.below(folder, object.key()), object));
      }
      if (found.size() > MOST || pages > MOST) {
        throw Texts.failure("fetch-too-many", folder, MOST);
      }
      page = objects.next();
    }
    return found;
  }

  /** Consoles and other tools make empty objects with a slash at the end, to show as folders. */
  private static void refuseUnlessFolder(String name) {
    if (!name.endsWith("/")) {
      throw Texts.failure("fetch-name", name);
    }
  }
}
