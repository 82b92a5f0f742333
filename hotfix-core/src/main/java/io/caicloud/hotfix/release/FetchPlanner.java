package io.caicloud.hotfix.release;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.FetchListing.Named;
import io.caicloud.hotfix.release.FetchedFile.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out what is to be fetched, in which order, and what proves it. */
final class FetchPlanner {

  private static final String PACKAGE = ".tar.gz";
  private static final String SIGNATURE = ".sig";

  private static final Comparator<Named> ORDER =
      Comparator.comparing((Named named) -> main(named.name().value()))
          .thenComparing(named -> named.name().value().endsWith(ChecksumFile.SUFFIX))
          .thenComparing(Named::name);

  private final FetchRequest request;
  private final ReleaseStore store;
  private long received;

  FetchPlanner(FetchRequest request, ReleaseStore store) {
    this.request = request;
    this.store = store;
  }

  /** Return how many bytes were received to make the plan. */
  long received() {
    return received;
  }

  /**
   * Return what to fetch: first what a {@code .sha256} is about, then its {@code .sig}, then it.
   */
  List<FetchItem> plan() {
    List<Named> all = new ArrayList<>(new FetchListing(store).find(request.from()));
    FetchNames.check(all.stream().map(Named::name).toList());
    all.sort(ORDER);
    Map<String, StoredObject> objects = new TreeMap<>();
    all.forEach(each -> objects.put(each.name().value(), each.object()));
    refuseOrphans(objects);
    refuseUnpublished(objects);
    Map<String, Digest> checksums = new TreeMap<>();
    Map<String, Digest> own = new TreeMap<>();
    for (Named each : all) {
      if (each.name().value().endsWith(ChecksumFile.SUFFIX)) {
        ChecksumFile file = ChecksumFile.read(store, each.object());
        received += file.size();
        checksums.put(without(each.name().value(), ChecksumFile.SUFFIX), file.digest());
        own.put(each.name().value(), file.own());
      }
    }
    return all.stream().map(each -> item(each, checksums, own)).toList();
  }

  private static FetchItem item(
      Named each, Map<String, Digest> checksums, Map<String, Digest> own) {
    String name = each.name().value();
    Digest checksum = checksums.get(name);
    return new FetchItem(
        each.name(),
        each.object(),
        Optional.ofNullable(checksum).or(() -> Optional.ofNullable(own.get(name))),
        checksum == null ? Proof.STORE : Proof.CHECKSUM);
  }

  private static void refuseOrphans(Map<String, StoredObject> objects) {
    objects.forEach(
        (name, object) -> {
          if (name.endsWith(ChecksumFile.SUFFIX)
              && !objects.containsKey(without(name, ChecksumFile.SUFFIX))) {
            throw Texts.failure("fetch-orphan", object.key());
          }
        });
  }

  private void refuseUnpublished(Map<String, StoredObject> objects) {
    List<String> unpublished =
        objects.keySet().stream()
            .filter(name -> name.endsWith(PACKAGE))
            .filter(name -> !objects.containsKey(name + ChecksumFile.SUFFIX))
            .toList();
    if (!unpublished.isEmpty() && !request.mayBeUnpublished()) {
      throw Texts.failure("fetch-unpublished", String.join(", ", unpublished));
    }
  }

  /** Return the name of the object that a companion belongs to, or the name itself. */
  private static String main(String name) {
    String shorter = without(without(name, SIGNATURE), ChecksumFile.SUFFIX);
    return shorter.equals(name) ? name : main(shorter);
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
