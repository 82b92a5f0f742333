package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks several sources in turn and remembers which one had an image. */
final class FirstOfSources implements ImageSource {

  private final List<ImageSource> sources;
  private final Map<ResolvedImage, ImageSource> origins = new ConcurrentHashMap<>();

  FirstOfSources(List<ImageSource> sources) {
    this.sources = sources;
  }

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    HotfixException missing = null;
    for (ImageSource source : sources) {
      try {
        ResolvedImage image = source.resolve(reference, platform);
        origins.put(image, source);
        return image;
      } catch (HotfixException e) {
        if (!e.code().equals(Failures.MISSING)) {
          throw e;
        }
        missing = missing == null ? e : both(missing, e);
      }
    }
    throw missing == null ? new IllegalStateException("no sources") : missing;
  }

  private static HotfixException both(HotfixException first, HotfixException second) {
    Message text = Texts.message("both", Texts.of(first), Texts.of(second));
    HotfixException both = new HotfixException(Failures.MISSING, text, first);
    both.addSuppressed(second);
    return both;
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    ImageSource source = origins.get(image);
    if (source == null) {
      throw new IllegalArgumentException("not resolved by this source: " + image);
    }
    return source.open(image, blob);
  }

  @Override
  public void expectAgain(ResolvedImage image) {
    ImageSource source = origins.get(image);
    if (source != null) {
      source.expectAgain(image);
    }
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (ImageSource source : sources) {
      try {
        source.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
