package org.example.consumer;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;

/** What a release service does with a date folder. */
public final class Release {

  private Release() {}

  /** Builds all hotfixes of a folder; the rules are found on the class path or module path. */
  public static BatchResult build(Path dateFolder, ImageSource images, Path packages) {
    return HotfixPackager.buildAll(
        ReleaseTree.read(dateFolder), BuildOptions.into(packages).images(images));
  }

  /** Publishes what was built to a version folder. */
  public static Receipt publish(BatchResult built, Path notes, String versionFolder, Path store) {
    return PublishRequest.of(built.packages())
        .notes(notes)
        .to(versionFolder)
        .publish(DirectoryStore.at(store));
  }
}
