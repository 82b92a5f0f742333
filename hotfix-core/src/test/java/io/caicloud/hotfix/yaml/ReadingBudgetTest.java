package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingBudgetTest {

  /** What must happen in a process with a small heap and a small stack, or it dies. */
  @Test
  void reads_hostile_files_in_a_small_heap_and_a_small_stack(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileYaml.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(new File(out.toString()))
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();

    List<String> lines = Files.readAllLines(out, UTF_8);
    assertThat(ended).as("ended in time, having read %s", lines).isTrue();
    assertThat(process.waitFor()).as("%s", lines).isZero();
    assertThat(lines).last().asString().startsWith("HF002 huge -> HF002");
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.substring(line.indexOf("-> ") + 3))
                    .contains(line.substring(0, line.indexOf(' '))));
  }
}
