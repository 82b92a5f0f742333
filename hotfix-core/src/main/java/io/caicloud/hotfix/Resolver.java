package io.caicloud.hotfix;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the image source for manifests, once for each image however many hotfixes name it, so that a
 * tag that moves meanwhile cannot give two contents. Not safe to share between threads.
 */
final class Resolver {

  private final BuildOptions options;
  private final Map<ImageReference, ResolvedImage> found = new HashMap<>();
  private final Map<ImageReference, HotfixException> failed = new HashMap<>();

  Resolver(BuildOptions options) {
    this.options = options;
  }

  /**
   * Resolve all images of a hotfix.
   *
   * @throws ImagesUnavailableException if some cannot be had; it names them all
   */
  List<ResolvedImage> resolve(String name, List<ImageReference> images) {
    List<ResolvedImage> resolved = new ArrayList<>();
    Map<ImageReference, HotfixException> failures = new HashMap<>();
    long done = 0;
    for (ImageReference image : images) {
      try {
        resolved.add(resolve(image));
      } catch (HotfixException e) {
        if (e.code().equals("interrupted")) {
          throw e;
        }
        failures.put(image, e);
      }
      done++;
      options
          .progress()
          .onProgress(new Progress(Progress.Stage.RESOLVE, name, done, images.size()));
    }
    if (!failures.isEmpty()) {
      throw new ImagesUnavailableException(name, images.size(), failures);
    }
    return resolved;
  }

  private ResolvedImage resolve(ImageReference image) {
    ResolvedImage known = found.get(image);
    if (known != null) {
      options.images().expectAgain(known);
      return known;
    }
    HotfixException before = failed.get(image);
    if (before != null) {
      throw before;
    }
    try {
      ResolvedImage resolved = options.images().resolve(image, options.platform());
      found.put(image, resolved);
      return resolved;
    } catch (HotfixException e) {
      failed.put(image, e);
      throw e;
    }
  }
}
