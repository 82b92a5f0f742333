package org.example.consumer;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseTest {

  @TempDir Path folder;

  @Test
  void packs_and_publishes_with_the_fixtures_only() throws IOException {
    ReleaseTreeBuilder.in(folder)
        .hotfix()
        .readme("2.7.2", "20181123", "# 20181123\n\nbug211: the console shows the quota again\n");
    Path dateFolder = folder.resolve("release-hotfixes/2.7.2/20181123");
    Path layout =
        OciLayoutMaker.in(folder.resolve("images"))
            .add("release/console-web:v3.3.2", TinyImage.of("console"))
            .write();

    BatchResult built;
    try (ImageSource images = LocalImages.open(layout)) {
      built = Release.build(dateFolder, images, folder.resolve("packages"));
    }
    Receipt receipt =
        Release.publish(
            built, dateFolder.resolve("README.md"), "compass-v2.7.2", folder.resolve("store"));

    assertThat(built.packages()).hasSize(1);
    assertThatPackage(built.packages().get(0))
        .isSound()
        .hasImages("harbor.caicloud.xyz/release/console-web:v3.3.2");
    assertThat(receipt.isComplete()).isTrue();
  }

  @Test
  void asks_the_rules_alone() {
    byte[] bytes = ValuesExamples.bytes("01-portal-web.yaml");

    assertThat(HotfixRules.standard().check(YamlDocument.parse("portal-web.yaml", bytes))).isPass();
  }
}
