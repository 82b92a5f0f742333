package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows one bar for the item in work; a new item ends the bar of the one before. */
final class Bars implements ProgressListener {

  private @Nullable ProgressBar bar;
  private @Nullable String item;

  @Override
  public synchronized void onProgress(Progress progress) {
    ProgressBar shown = bar;
    if (shown == null || !progress.item().equals(item)) {
      if (shown != null) {
        shown.close();
      }
      shown = start(progress);
      bar = shown;
      item = progress.item();
    }
    shown.stepTo(progress.done());
    if (progress.done() >= progress.total()) {
      end();
    }
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
            .setTaskName(progress.item())
            .setInitialMax(progress.total())
            .setStyle(ProgressBarStyle.ASCII);
    boolean bytes =
        progress.stage() == Progress.Stage.PACK || progress.stage() == Progress.Stage.PUBLISH;
    return (bytes ? builder.setUnit("MB", 1_000_000).showSpeed() : builder).build();
  }
}
