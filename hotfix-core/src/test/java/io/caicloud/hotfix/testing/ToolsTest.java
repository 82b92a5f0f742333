package io.caicloud.hotfix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

final class ToolsTest {

  private static final String PROPERTY = "hotfix.requireTools";

  @TempDir Path folder;

  @Test
  void gives_exit_code_and_both_outputs() {
    Tools.Result result = Tools.run("sh", "-c", "echo out; echo err >&2; exit 3");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThatThrownBy(result::succeeded)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exit 3")
        .hasMessageContaining("err");
  }

  @Test
  void runs_in_the_folder_with_the_environment_given() {
    Tools.Result result =
        Tools.run(List.of("sh", "-c", "echo $COLOR; pwd -P"), folder, Map.of("COLOR", "red"));

    assertThat(result.succeeded().stdout()).startsWith("red\n").contains(folder.getFileName() + "");
  }

  @Test
  void kills_a_program_that_does_not_end() {
    assertThatThrownBy(
            () -> Tools.run(List.of("sleep", "60"), folder, Map.of(), Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not end within PT0.05S");
  }

  @Test
  void aborts_the_test_when_a_program_is_missing_and_fails_it_where_tools_are_required() {
    String before = System.getProperty(PROPERTY);
    try {
      System.setProperty(PROPERTY, "true");
      assertThatThrownBy(() -> Tools.require("sh", "no-such-program"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no-such-program");
      if (!Boolean.parseBoolean(System.getenv("HOTFIX_REQUIRE_TOOLS"))) {
        System.clearProperty(PROPERTY);
        assertThatThrownBy(() -> Tools.require("sh", "no-such-program"))
            .isInstanceOf(TestAbortedException.class)
            .hasMessageContaining("no-such-program");
      }
    } finally {
      if (before == null) {
        System.clearProperty(PROPERTY);
      } else {
        System.setProperty(PROPERTY, before);
      }
    }
  }

  @Test
  void mounts_a_disk_that_is_soon_full() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder, 64 * 1024)) {
      Path file = disk.folder().resolve("file");
      assertThatThrownBy(() -> Files.write(file, new byte[128 * 1024]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("space");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
