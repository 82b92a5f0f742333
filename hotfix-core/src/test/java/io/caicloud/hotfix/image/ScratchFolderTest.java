package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchFolderTest {

  @TempDir Path parent;
  private final List<Message> warnings = new ArrayList<>();

  private ScratchFolder scratch() {
    return new ScratchFolder(parent, warnings::add);
  }

  @Test
  void leaves_nothing_behind() throws IOException {
    ScratchFolder scratch = scratch();
    assertThat(scratch.use()).isNotNull();
    assertThat(names()).hasSize(1);

    scratch.delete();

    assertThat(names()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void removes_what_killed_processes_left_and_nothing_else() throws Exception {
    Path unlocked = Files.createDirectory(parent.resolve(ScratchFolder.PREFIX + "without-lock"));
    Path other = Files.createDirectories(parent.resolve("other/" + ScratchFolder.LOCK));
    Path link = Files.createSymbolicLink(parent.resolve(ScratchFolder.PREFIX + "link"), unlocked);
    Process user =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                User.class.getName(),
                parent.toString())
            .start();
    try {
      BufferedReader says = user.inputReader(UTF_8);
      Path used = Path.of(says.readLine());
      ScratchFolder own = scratch();
      own.use();
      ScratchFolder second = scratch();
      second.use();
      assertThat(used.resolve("cache")).as("in use by another process").isDirectory();
      assertThat(names()).hasSize(6);

      user.destroyForcibly().waitFor();
      ScratchFolder third = scratch();
      third.use();

      assertThat(used).as("left by a killed process").doesNotExist();
      assertThat(unlocked).isDirectory();
      assertThat(other).isDirectory();
      assertThat(link).isSymbolicLink();
      for (ScratchFolder each : List.of(own, second, third)) {
        each.delete();
      }
      assertThat(names()).hasSize(3);
    } finally {
      user.destroyForcibly().waitFor();
    }
    assertThat(warnings).isEmpty();
  }

  /** Uses a scratch folder until it is killed. */
  static final class User {
    public static void main(String[] arguments) throws Exception {
      Path parent = Path.of(arguments[0]);
      ScratchFolder scratch = new ScratchFolder(parent, warning -> {});
      scratch.use();
      try (Stream<Path> made = Files.list(parent)) {
        System.out.println(
            made.filter(path -> Files.isDirectory(path.resolve("cache")))
                .findFirst()
                .orElseThrow());
      }
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  private List<Path> names() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }
}
