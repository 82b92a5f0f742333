package io.caicloud.hotfix.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files made to keep a reader busy are findings, at once and in a heap of 64 MB. */
final class HostileFilesTest {

  @TempDir private Path folder;

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void hostile_files_are_findings_in_a_small_heap() throws IOException, InterruptedException {
    Path files = Files.createDirectory(folder.resolve("files"));
    HostileFiles.write(files);
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileFiles.class.getName(),
                files.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(out, UTF_8);
    assertThat(ended).as("ended in time, having judged %s", lines).isTrue();
    assertThat(process.waitFor()).as("%s", lines).isZero();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("HF"))
        .hasSize(7)
        .allSatisfy(line -> assertThat(line).contains(" FAIL [").contains(line.substring(0, 5)))
        .allSatisfy(line -> assertThat(line.substring(5)).contains(line.substring(0, 5)));
  }
}
