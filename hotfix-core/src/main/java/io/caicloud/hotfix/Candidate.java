package io.caicloud.hotfix;

import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.values.AddonValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hotfix that may be packed: the rules passed it, or the caller wants none.
 *
 * @param spec what was asked for
 * @param identity what its values say that it is
 * @param values its values, as they were checked
 * @param images the images to pack
 * @param imagesAtSite the images that are named but not packed
 * @param evidence why it may be packed
 * @param report what the rules found, or null if they were not asked
 */
record Candidate(
    HotfixSpec spec,
    HotfixIdentity identity,
    AddonValues values,
    List<ImageReference> images,
    List<ImageReference> imagesAtSite,
    Evidence evidence,
    @Nullable RuleReport report) {

  Candidate {
    images = List.copyOf(images);
    imagesAtSite = List.copyOf(imagesAtSite);
  }
}
