package io.caicloud.hotfix.rules.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.Tools;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fixes make of files, and how it gets onto the disk. */
final class FixPlanTest {

  private static final Fixer FIXER = Fixer.of(HotfixRules.standard());
  private static final String QUOTED = "'[[ registry_release ]]/console-web:v3.3.2'";
  private static final String UNQUOTED = "[[ registry_release ]]/console-web:v3.3.2";

  @TempDir private Path folder;

  @Test
  void writes_nothing_before_it_is_applied() throws IOException {
    Path file = values();
    String before = Files.readString(file);
    FixPlan plan = FIXER.planValues(file);

    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.diff()).contains("-    - image: " + UNQUOTED, "+    - image: " + QUOTED);
    assertThat(file).hasContent(before);
  }

  @Test
  void writes_the_new_text_with_the_mode_of_the_old_and_leaves_nothing_beside() throws IOException {
    Path file = values();
    String before = Files.readString(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(FIXER.planValues(file).apply()).containsExactly(file);

    assertThat(Files.readString(file)).isEqualTo(before.replace(UNQUOTED, QUOTED));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(names(file.getParent())).containsExactly("console-web.yaml");
    assertThat(FIXER.planValues(file).changes()).isEmpty();
  }

  @Test
  void writes_no_file_if_one_has_changed_since() throws IOException {
    Path one = values();
    Path two = Files.copy(one, folder.resolve("two.yaml"));
    FixPlan plan = FIXER.planValues(one).and(FIXER.planValues(two)).and(FIXER.planValues(one));
    assertThat(plan.changes()).hasSize(2);
    Files.writeString(two, "# changed\n");

    assertThatThrownBy(plan::apply)
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("file-changed"))
        .hasMessageContaining("two.yaml");
    assertThat(Files.readString(one)).contains(": " + UNQUOTED);
    assertThat(two).hasContent("# changed\n");
    assertThat(names(one.getParent())).containsExactly("console-web.yaml");
  }

  @Test
  void follows_no_symbolic_link() throws IOException {
    Path file = values();
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere.yaml"));
    FixPlan plan = FIXER.planValues(file);
    Files.delete(file);
    Files.createSymbolicLink(file, elsewhere);

    assertThatThrownBy(plan::apply).hasMessageContaining("has changed");
    assertThat(Files.readString(elsewhere)).contains(": " + UNQUOTED);
    assertThatThrownBy(() -> FIXER.planValues(file)).isInstanceOf(HotfixException.class);
  }

  @Test
  void fixes_the_values_of_a_tree_and_renames_nothing() throws IOException {
    Path file = values();
    Path old = file.getParent().getParent();
    Path renamed =
        Files.move(old, old.resolveSibling("bug211-compass-hotfixes-console-web-v3.3.2"));
    ReleaseTree tree = ReleaseTree.read(folder);
    FixPlan plan = FIXER.plan(tree);

    assertThat(plan.apply()).hasSize(1);
    assertThat(renamed.resolve("console/console-web.yaml")).content().contains(QUOTED);
    assertThat(names(renamed.getParent())).containsExactly(renamed.getFileName().toString());
  }

  @Test
  void the_diff_of_a_tree_applies_where_the_tree_is() throws IOException {
    Tools.require("git");
    Path file = values();
    String before = Files.readString(file);
    FixPlan plan = FIXER.plan(ReleaseTree.read(folder));
    Path diff = Files.writeString(folder.resolve("the.diff"), plan.diff());

    Tools.run(List.of("git", "apply", diff.toString()), folder, Map.of()).succeeded();

    assertThat(Files.readString(file)).isEqualTo(before.replace(UNQUOTED, QUOTED));
  }

  @Test
  void fixes_a_specification_and_then_its_values() throws IOException {
    Path values = Files.copy(values(), folder.resolve("console-web.yaml"));
    String before = Files.readString(values);
    String spec =
        """
        productVersion: 2.7.2
        date: '20181123'   # Friday
        desc: fix-211
        group: console
        values: console-web.yaml
        """;
    Path file = Files.writeString(folder.resolve("hotfix.yaml"), spec);

    assertThat(FIXER.planSpec(file).apply()).containsExactly(file, values);

    assertThat(Files.readString(file)).isEqualTo(spec.replace("fix-211", "bug211"));
    assertThat(Files.readString(values)).isEqualTo(before.replace(UNQUOTED, QUOTED));
    assertThat(FIXER.planSpec(file).changes()).isEmpty();
  }

  private Path values() throws IOException {
    ReleaseTreeBuilder.in(folder).hotfix();
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(f -> f.toString().endsWith("console-web.yaml")).findFirst().get();
      return Files.writeString(file, Files.readString(file).replace(QUOTED, UNQUOTED));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
