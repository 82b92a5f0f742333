package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The images in folders and files of this machine. */
final class StoredImages implements ImageSource {

  private final List<Shelf> shelves;
  private final List<Path> temporary;
  private final ImageNames names;
  private final ProvenBlobs proven;
  private final Map<ResolvedImage, Shelf.Blobs> resolved = new ConcurrentHashMap<>();
  private volatile boolean closed;

  StoredImages(List<Shelf> shelves, List<Path> temporary, ImageNames names, LongSupplier nanoTime) {
    this.shelves = List.copyOf(shelves);
    this.temporary = List.copyOf(temporary);
    this.names = names;
    this.proven = new ProvenBlobs(nanoTime);
  }

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    requireNonNull(reference, "reference");
    requireNonNull(platform, "platform");
    checkOpen();
    try {
      Shelf.Stored stored = choose(reference, platform);
      check(stored, stored.image().config());
      stored.image().layers().forEach(layer -> check(stored, layer));
      resolved.put(stored.image(), stored.blobs());
      return stored.image();
    } catch (HotfixException e) {
      throw Failures.about(reference, e);
    }
  }

  private Shelf.Stored choose(ImageReference reference, Platform platform) {
    List<Shelf.Offer> offers = bestOffers(reference);
    if (offers.isEmpty()) {
      throw missing(reference);
    }
    Set<String> seen = new TreeSet<>();
    Map<Digest, Shelf.Stored> images = new LinkedHashMap<>();
    Map<Digest, Shelf.Offer> origins = new LinkedHashMap<>();
    for (Shelf.Offer offer : offers) {
      Shelf.Stored stored = offer.image(reference, platform, seen);
      if (stored != null) {
        images.putIfAbsent(stored.image().config().digest(), stored);
        origins.putIfAbsent(stored.image().config().digest(), offer);
      }
    }
    if (images.isEmpty()) {
      throw noSuchPlatform(offers.get(0), platform, seen);
    }
    if (images.size() > 1) {
      throw ambiguous(origins);
    }
    return images.values().iterator().next();
  }

  private List<Shelf.Offer> bestOffers(ImageReference reference) {
    List<Shelf.Offer> best = new ArrayList<>();
    int[] bestRank = {ImageNames.NONE};
    for (Shelf shelf : shelves) {
      shelf.find(
          reference,
          offer -> {
            int rank = names.rank(reference, offer.name());
            if (rank < bestRank[0]) {
              best.clear();
              bestRank[0] = rank;
            }
            if (rank == bestRank[0] && rank != ImageNames.NONE) {
              best.add(offer);
            }
          });
    }
    return best;
  }

  private HotfixException missing(ImageReference reference) {
    List<String> places = shelves.stream().map(Shelf::place).toList();
    List<String> all = shelves.stream().flatMap(shelf -> shelf.names().stream()).toList();
    List<String> closest = ImageNames.closest(reference, all);
    Message there =
        all.isEmpty()
            ? Texts.message("there-is-nothing")
            : Texts.message("there-is", String.join(", ", closest), all.size());
    return new HotfixException(
        Failures.MISSING, Texts.message("missing", String.join(", ", places), there));
  }

  private static HotfixException noSuchPlatform(
      Shelf.Offer offer, Platform platform, Set<String> seen) {
    String available = String.join(", ", seen);
    return new HotfixException(
        Failures.PLATFORM,
        Texts.message("no-such-platform", offer.name(), offer.place(), platform, available));
  }

  private static HotfixException ambiguous(Map<Digest, Shelf.Offer> origins) {
    List<Message> texts = new ArrayList<>();
    origins.forEach(
        (digest, offer) -> texts.add(Texts.message("origin", offer.name(), offer.place(), digest)));
    return new HotfixException(
        Failures.AMBIGUOUS, Texts.message("ambiguous", texts.get(0), texts.get(1)));
  }

  private void check(Shelf.Stored stored, Descriptor blob) {
    Region region = stored.blobs().find(blob);
    region.checkSize(blob);
    proven.note(region, blob.digest());
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    checkOpen();
    Shelf.Blobs blobs = resolved.get(image);
    if (blobs == null) {
      throw new IllegalArgumentException("not resolved by this source: " + image);
    }
    if (!blob.equals(image.config()) && !image.layers().contains(blob)) {
      throw new IllegalArgumentException("not a blob of " + image + ": " + blob.digest());
    }
    Region region;
    try {
      region = blobs.find(blob);
    } catch (HotfixException e) {
      throw Failures.about(image.reference(), e);
    }
    BlobChannel.Subject subject = new BlobChannel.Subject(image.reference(), blob);
    return BlobChannel.open(subject, region, proven, () -> closed);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the image source is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    temporary.forEach(GzipSpool::delete);
  }

  @Override
  public String toString() {
    return String.join(", ", shelves.stream().map(Shelf::place).toList());
  }
}
