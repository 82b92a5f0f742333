package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.ArrayList;
import java.util.List;

/** What a cache knows, without any registry. */
final class CachedManifests implements ManifestSource {

  private final CacheUse cache;

  CachedManifests(CacheUse cache) {
    this.cache = cache;
  }

  @Override
  public Top tagged(ImageOrigin origin) {
    ImageIndex.Entry entry = cache.named(origin.name()).orElseThrow(() -> unknown(origin));
    return new Top(entry, bytes(origin, entry.target(), ImageManifest.BUDGET));
  }

  private HotfixException unknown(ImageOrigin origin) {
    List<String> names = cache.names();
    Object there =
        names.isEmpty()
            ? Texts.message("there-is-nothing")
            : Texts.message(
                "there-is",
                String.join(", ", ImageNames.closest(origin.reference(), names)),
                names.size());
    return new HotfixException(
        Failures.MISSING, Texts.message("not-in-cache", origin.name(), cache.cache(), there));
  }

  @Override
  public byte[] bytes(ImageOrigin origin, Descriptor blob, int budget) {
    if (blob.size() > budget) {
      throw Failures.damaged("too-large", origin.label(blob.digest()), blob.size(), budget);
    }
    byte[] bytes = cache.bytes(blob, budget);
    if (bytes == null) {
      throw missing(blob);
    }
    return bytes;
  }

  /** Check that all blobs are there, so that none is found missing in the middle of a package. */
  @Override
  public void chosen(ImageOrigin origin, Top top, LeafChoice.Leaf leaf) {
    List<Descriptor> all = new ArrayList<>(leaf.manifest().layers());
    all.add(leaf.manifest().config());
    for (Descriptor blob : all) {
      if (!cache.has(blob)) {
        throw missing(blob);
      }
    }
  }

  HotfixException missing(Descriptor blob) {
    return new HotfixException(
        Failures.MISSING, Texts.message("blob-not-in-cache", blob.digest(), cache.cache()));
  }
}
