package io.caicloud.hotfix.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs and folders that benchmarks use. */
final class Command {

  private Command() {}

  /** Run a program, and fail if it does. */
  static int run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), command);
  }

  /** Run a program with more variables in its environment, and fail if it does. */
  static int run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
    return code;
  }

  /** Run a program and tell whether it succeeded, without its output. */
  static boolean succeeds(String... command) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Remove everything in a folder. */
  static void clean(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (var paths = Files.walk(folder)) {
      paths.filter(p -> !p.equals(folder)).forEach(all::add);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }

  /** Return the bytes of all files in a folder. */
  static long size(Path folder) throws IOException {
    long size = 0;
    try (var paths = Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        size += Files.size(path);
      }
    }
    return size;
  }
}
