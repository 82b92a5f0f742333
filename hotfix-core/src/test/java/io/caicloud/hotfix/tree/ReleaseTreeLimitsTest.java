package io.caicloud.hotfix.tree;

import static io.caicloud.hotfix.tree.TreeChecks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseTreeLimitsTest {

  private static final String DATE = "release-hotfixes/2.7.2/20181123";
  private static final String FOLDER = DATE + "/compass-hotfixes-console-web-v3.3.2-fix-211";
  private static final String VALUES = ValuesBuilder.values().build();

  @TempDir private Path folder;

  @Test
  void never_follows_a_symbolic_link() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside/2.7.2/20181123"));
    Path file = Files.writeString(folder.resolve("outside/values.yaml"), VALUES);
    ReleaseTree tree =
        builder()
            .link("release-hotfixes/2.7.2/20181123", outside)
            .link("release-hotfixes/2.7.1/20181123/P-hotfixes-a-v1.0/console/a.yaml", file)
            .link("release-hotfixes/2.7.1/20181123/README.md", file)
            .link("oem-hotfixes", folder.resolve("outside"))
            .read();

    assertThat(tree.entries()).isEmpty();
    assertThat(tree.readmes()).isEmpty();
    assertThat(tree.findings()).hasSize(4);
    for (Finding finding : tree.findings()) {
      check(finding, "HF201", Severity.ERROR, finding.location().file());
      assertThat(finding.message().toString()).contains("is a symbolic link");
    }
  }

  @Test
  void does_not_start_behind_a_symbolic_link() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    builder().link("release-hotfixes/2.7.2", outside);
    Files.createDirectories(outside.resolve("20181123"));

    ReleaseTree tree = ReleaseTree.read(folder.resolve("release-hotfixes/2.7.2/20181123"));

    assertThat(tree.findings()).hasSize(1);
    check(tree.findings().get(0), "HF201", Severity.ERROR, "release-hotfixes/2.7.2");
  }

  @Test
  void stops_at_its_budgets_and_says_so() {
    builder().hotfix().file("release-hotfixes/a/b/c/d/e.txt", "x");

    ReleaseTree deep = TreeReader.read(folder, new TreeBudget(100, 4));
    ReleaseTree many = TreeReader.read(folder, new TreeBudget(3, 12));

    assertThat(deep.findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(finding -> finding.location().file())
        .containsExactly(FOLDER + "/console", "release-hotfixes/a/b/c/d");
    assertThat(many.findings())
        .filteredOn(finding -> finding.message().toString().contains("more than 3 files"))
        .hasSize(1)
        .allMatch(finding -> finding.severity() == Severity.ERROR);
  }

  @Test
  void stops_when_interrupted() {
    builder().hotfix();
    Thread.currentThread().interrupt();
    try {
      HotfixException e =
          catchThrowableOfType(HotfixException.class, () -> ReleaseTree.read(folder));

      assertThat(e.code()).isEqualTo("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private ReleaseTreeBuilder builder() {
    return ReleaseTreeBuilder.in(folder);
  }
}
