package io.caicloud.hotfix.examples;

import static io.caicloud.hotfix.testing.PackageAssert.assertThatPackage;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.examples.house.TraceLevel;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.release.DirectoryStore;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.testing.RuleTest;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of README.md, run. Its blocks are the regions of this file, see ReadmeTest. */
final class ReadmeProgramsTest {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void prepare_images() throws Exception {
    Sample.images(shared.resolve("images"));
  }

  @Test
  void builds_and_publishes_a_date_folder() {
    Path dateFolder = Sample.OEM_FOLDER;
    Path layout = shared.resolve("images");
    Path packages = folder.resolve("packages");
    Path store = folder.resolve("store");

    // @start region="release"
    ReleaseTree tree = ReleaseTree.read(dateFolder);
    String comment;
    try (ImageSource images = LocalImages.open(layout)) {
      BatchResult built = HotfixPackager.buildAll(tree, BuildOptions.into(packages).images(images));
      Receipt receipt =
          PublishRequest.of(built.packages())
              .notes(tree.readmes().get(0))
              .to("compass-v2.7.2", "compass-v2.7.1")
              .publish(DirectoryStore.at(store));
      comment = receipt.comment(); // "packages uploaded to … /queue done-package-uploaded"
    }
    // @end

    String name = "compass-hotfixes-bug231-portal-web-20181123-v3.4.2.tar.gz";
    assertThat(packages.resolve(name)).isRegularFile();
    for (String version : List.of("compass-v2.7.2", "compass-v2.7.1")) {
      Path date = store.resolve("platform/" + version + "/hotfixes/20181123");
      assertThat(date.resolve(name)).hasSameBinaryContentAs(packages.resolve(name));
      assertThat(date.resolve("README.md")).isRegularFile();
    }
    assertThat(comment)
        .startsWith("packages uploaded to\n")
        .endsWith("/queue done-package-uploaded");
  }

  @Test
  void builds_one_hotfix() throws Exception {
    Path directory = folder;
    Path values = Sample.only(Sample.OEM_FOLDER, "portal-web.yaml");

    try (ImageSource images = LocalImages.open(shared.resolve("images"))) {
      // @start region="spec"
      HotfixSpec spec =
          HotfixSpec.builder()
              .productVersion("2.7.2")
              .date("20181123")
              .desc("bug231")
              .group("portal")
              .values(values)
              .build();
      HotfixPackage built = HotfixPackager.build(spec, BuildOptions.into(directory).images(images));
      // @end
      assertThat(built.path()).isRegularFile().hasSize(built.size());
    }
  }

  @Test
  void builds_from_a_registry() throws Exception {
    Path directory = folder.resolve("packages");
    Path cacheFolder = folder.resolve("cache");
    ReleaseTree tree = ReleaseTreeBuilder.in(folder.resolve("checkout")).hotfix().read();

    try (RegistryServer registry = RegistryServer.start()) {
      registry.add("devops_release/console-web", "v3.3.2", TinyImage.of("console"));
      String host = registry.host();
      // @start region="registry"
      RegistryAccess access = RegistryAccess.builder().environment(System.getenv()).build();
      try (ImageSource images =
          RegistryImages.builder()
              .project("registry_release", host + "/devops_release")
              .access(access) // credentials and proxies as Docker has them
              .cache(BlobCache.at(cacheFolder))
              .build()) {
        HotfixPackager.buildAll(tree, BuildOptions.into(directory).images(images));
      }
      // @end
    }

    assertThatPackage(
            directory.resolve("compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz"))
        .isSound()
        .hasImages("harbor.caicloud.xyz/release/console-web:v3.3.2");
  }

  @Test
  void judges_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("values.yaml"), "_config: {}\n");

    // @start region="rules"
    RuleReport report = HotfixRules.standard().check(YamlDocument.read(file, "values.yaml"));
    // @end

    assertThat(report.findings()).isNotEmpty();
  }

  @Test
  void tests_another_teams_rule() {
    // @start region="rule"
    RuleTest test = RuleTest.of(new TraceLevel());
    test.examples(); // those of its description, and what its fixes make of them
    test.in("values.yaml")
        .finds(
            """
            _config:
              controllers:
              - containers:
                - env: [{name: LOG_LEVEL, value: «trace»}]
            """)
        .withSeverity(Severity.WARNING)
        .saying("the log level is");
    // @end
  }

  @Test
  void tests_another_teams_code() throws Exception {
    // @start region="fixtures"
    ReleaseTree tree = ReleaseTreeBuilder.in(folder.resolve("checkout")).hotfix().read();
    TinyImages images = new TinyImages();
    images.add("[[ registry_release ]]/console-web:v3.3.2", TinyImage.of("console"));

    BatchResult built = HotfixPackager.buildAll(tree, BuildOptions.into(folder).images(images));

    assertThatPackage(built.packages().get(0))
        .isSound()
        .hasImages("harbor.caicloud.xyz/release/console-web:v3.3.2");
    // @end
  }
}
