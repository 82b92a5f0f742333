package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;

/** A release service: a date folder becomes packages, published to a version folder. */
public final class ReleaseService {

  private ReleaseService() {}

  /**
   * Build and publish, and print the comment for the pull request.
   *
   * @param args the date folder, the images, the folder for packages, the store, the version folder
   */
  public static void main(String[] args) {
    ReleaseTree tree = ReleaseTree.read(Path.of(args[0]));
    try (ImageSource images = LocalImages.open(Path.of(args[1]))) {
      BatchResult built =
          HotfixPackager.buildAll(tree, BuildOptions.into(Path.of(args[2])).images(images));
      built.outcomes().forEach(System.out::println);
      if (built.isSuccessful()) {
        Receipt receipt =
            PublishRequest.of(built.packages())
                .notes(tree.readmes().get(0))
                .to(args[4])
                .publish(DirectoryStore.at(Path.of(args[3])));
        System.out.println(receipt.comment());
      }
    }
  }
}
