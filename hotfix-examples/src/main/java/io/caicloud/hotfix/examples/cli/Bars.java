package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.Progress.Stage;
import io.caicloud.hotfix.finding.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows one bar for the item in work, with rate and time left where bytes are counted; a new item
 * ends the bar of the one before. Behind the bar of a package stands how far each of the layers is
 * that are read at the moment; behind that of an object, how much of all objects is done.
 */
final class Bars implements ProgressListener {

  private static final int SHOWN_DIGITS = 8;
  private static final int SHOWN_LABEL = 20;
  private static final Pattern FAMILY = Pattern.compile("^[a-z]+-hotfixes-");

  private final Map<String, Long> layers = new LinkedHashMap<>();
  private @Nullable ProgressBar bar;
  private @Nullable String item;
  private @Nullable Progress all;

  @Override
  public synchronized void onProgress(Progress progress) {
    if (progress.stage() == Stage.BLOB) {
      layer(progress);
      return;
    }
    if (progress.stage() == Stage.TOTAL) {
      all = progress;
      return;
    }
    ProgressBar shown = bar;
    if (shown == null || !progress.item().equals(item)) {
      end();
      shown = start(progress);
      bar = shown;
      item = progress.item();
    }
    shown.stepTo(progress.done());
    shown.setExtraMessage(" " + inAll(all) + inWork(layers));
    if (progress.done() >= progress.total()) {
      end();
    }
  }

  private void layer(Progress progress) {
    if (progress.done() >= progress.total()) {
      layers.remove(progress.item());
    } else {
      layers.put(progress.item(), 100 * progress.done() / progress.total());
    }
  }

  /** Return the layers that are read, each with how much of it is there. */
  static String inWork(Map<String, Long> layers) {
    return layers.entrySet().stream()
        .map(layer -> shortened(layer.getKey()) + " " + layer.getValue() + "%")
        .collect(Collectors.joining(", "));
  }

  /** Return how much of all items together is done, if that is known. */
  static String inAll(@Nullable Progress all) {
    return all == null || all.total() == 0 ? "" : "(" + 100 * all.done() / all.total() + "%) ";
  }

  /** Return what tells items apart, short enough to leave room for rate and time left. */
  static String label(String item) {
    String name = item.substring(item.lastIndexOf('/') + 1);
    name = FAMILY.matcher(name).replaceFirst("").replace(".tar.gz", "");
    return name.length() <= SHOWN_LABEL ? name : name.substring(0, SHOWN_LABEL - 1) + "~";
  }

  private static String shortened(String digest) {
    int start = digest.indexOf(':') + 1;
    return digest.substring(start, Math.min(digest.length(), start + SHOWN_DIGITS));
  }

  /** End the bar that is shown, if there is one. */
  synchronized void end() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
      item = null;
    }
  }

  private static ProgressBar start(Progress progress) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(label(progress.item()))
            .setInitialMax(progress.total())
            .setStyle(ProgressBarStyle.ASCII);
    boolean bytes = progress.stage() != Stage.CHECK && progress.stage() != Stage.RESOLVE;
    return (bytes ? builder.setUnit("MB", 1_000_000).showSpeed() : builder).build();
  }
}
