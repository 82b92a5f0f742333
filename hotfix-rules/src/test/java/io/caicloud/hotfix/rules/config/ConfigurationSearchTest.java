package io.caicloud.hotfix.rules.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which configuration belongs to a path. */
final class ConfigurationSearchTest {

  @TempDir private Path folder;
  private Path repository;
  private Path checked;

  @BeforeEach
  void make_a_repository() throws IOException {
    repository = folder.resolve("repository");
    checked = Files.createDirectories(repository.resolve("release-hotfixes/2.7.2/20181123"));
    Files.createDirectory(repository.resolve(".git"));
  }

  private static void configure(Path folder, String rule) throws IOException {
    Files.writeString(
        folder.resolve(RuleConfiguration.FILE_NAME), "version: 1\nrules: {" + rule + ": hint}\n");
  }

  private String found(Path path) {
    return RuleConfiguration.findAbove(path).map(c -> c.rules().get(0).rule()).orElse("none");
  }

  @Test
  void the_nearest_one_counts() throws IOException {
    configure(repository, "HF404");
    assertThat(found(checked)).isEqualTo("HF404");
    assertThat(found(repository)).isEqualTo("HF404");
    assertThat(found(checked.resolve("not-yet-there.yaml"))).isEqualTo("HF404");
    configure(checked, "HF405");
    assertThat(found(checked)).isEqualTo("HF405");
    assertThat(found(checked.getParent())).isEqualTo("HF404");
    assertThat(found(Files.writeString(checked.resolve("a.yaml"), ""))).isEqualTo("HF405");
  }

  @Test
  void the_search_ends_with_the_repository() throws IOException {
    configure(folder, "HF404");
    assertThat(found(checked)).isEqualTo("none");
    assertThat(RuleConfiguration.rootAbove(checked)).isEqualTo(repository);
    Files.delete(repository.resolve(".git"));
    // A worktree or a submodule has a file in its place.
    Files.writeString(repository.resolve(".git"), "gitdir: elsewhere\n");
    assertThat(found(checked)).isEqualTo("none");
  }

  @Test
  void the_repository_counts_whatever_folders_are_called() throws IOException {
    configure(repository, "HF404");
    Path drafts = Files.createDirectories(repository.resolve("drafts/deep"));
    assertThat(found(drafts)).isEqualTo("HF404");
    Path inner = Files.createDirectories(repository.resolve("release-hotfixes/inner/drafts"));
    Files.createDirectory(inner.resolveSibling(".git"));
    assertThat(found(inner)).isEqualTo("none");
  }

  @Test
  void without_a_repository_it_ends_with_the_release_tree_or_the_folder_itself()
      throws IOException {
    Files.delete(repository.resolve(".git"));
    configure(folder, "HF404");
    assertThat(found(checked)).isEqualTo("none");
    configure(repository, "HF405");
    assertThat(found(checked)).isEqualTo("HF405");
    assertThat(RuleConfiguration.rootAbove(checked)).isEqualTo(repository);
    Path other = Files.createDirectories(repository.resolve("other/folder"));
    assertThat(found(other)).isEqualTo("none");
    configure(other, "HF501");
    assertThat(found(other)).isEqualTo("HF501");
  }

  @Test
  void a_link_or_a_folder_in_its_place_is_a_finding_and_not_passed_over() throws IOException {
    configure(folder, "HF404");
    configure(repository, "HF405");
    Path name = checked.resolve(RuleConfiguration.FILE_NAME);
    Files.createSymbolicLink(name, folder.resolve(RuleConfiguration.FILE_NAME));
    assertRefused();
    Files.delete(name);
    Files.createDirectory(name);
    assertRefused();
  }

  private void assertRefused() {
    RuleConfiguration found = RuleConfiguration.findAbove(checked).orElseThrow();
    assertThat(found.rules()).isEmpty();
    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).location().file()).endsWith("/.hotfix-rules.yaml");
    assertThat(found.findings().get(0).message().toString()).contains("no regular file");
  }
}
