package io.caicloud.hotfix.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PendingFileTest {

  @TempDir Path folder;

  @Test
  void appears_only_when_placed() throws IOException {
    Path target = folder.resolve("a.txt");
    try (PendingFile file = PendingFile.beside(target)) {
      write(file, "whole");
      assertThat(target).doesNotExist();
      file.place();
      assertThat(target).hasContent("whole");
    }
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void leaves_nothing_when_not_placed() throws IOException {
    try (PendingFile file = PendingFile.beside(folder.resolve("a.txt"))) {
      write(file, "half");
      assertThat(names()).singleElement().matches(PendingFile::isHiddenName);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void never_overwrites() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "first");
    try (PendingFile file = PendingFile.beside(target)) {
      write(file, "second");
      assertThatThrownBy(file::place).isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(target).hasContent("first");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void never_follows_a_link_at_the_place() throws IOException {
    Path target = folder.resolve("a.txt");
    Files.createSymbolicLink(target, folder.resolve("elsewhere"));
    try (PendingFile file = PendingFile.beside(target)) {
      assertThatThrownBy(file::place).isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void replaces_when_told() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "first");
    try (PendingFile file = PendingFile.beside(target)) {
      write(file, "second");
      file.replace();
    }
    assertThat(target).hasContent("second");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void leaves_nothing_when_interrupted() throws IOException {
    try (PendingFile file = PendingFile.beside(folder.resolve("a.txt"))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> write(file, "half")).isInstanceOf(ClosedByInterruptException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void sweeps_what_nobody_holds() throws IOException {
    Files.writeString(folder.resolve(".hotfix-0-0.part"), "left");
    Files.writeString(folder.resolve("keep.part"), "other");
    PendingFile.sweep(folder);
    assertThat(names()).containsExactly("keep.part");
  }

  @Test
  void does_not_sweep_own_work() throws IOException {
    try (PendingFile file = PendingFile.beside(folder.resolve("a.txt"))) {
      PendingFile.sweep(folder);
      file.place();
    }
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void does_not_sweep_the_work_of_a_living_process_but_of_a_killed_one() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.resolve("a.txt").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('!');
      PendingFile.sweep(folder);
      assertThat(names()).singleElement().matches(PendingFile::isHiddenName);
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    PendingFile.sweep(folder);
    assertThat(names()).isEmpty();
  }

  /** Writes a file, says so, and waits to be killed. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (PendingFile file = PendingFile.beside(Path.of(arguments[0]))) {
        write(file, "half");
        System.out.write('!');
        System.out.flush();
        int ignored = System.in.read();
        assertThat(ignored).isNegative();
      }
    }
  }

  private static void write(PendingFile file, String text) throws IOException {
    file.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
