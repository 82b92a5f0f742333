package io.caicloud.hotfix.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * Programs of the machine that a test calls, such as skopeo or tar.
 *
 * <p>A test that needs a program says so first: {@link #require} aborts the test with a printed
 * reason where the program is missing. Where the system property {@code hotfix.requireTools} or the
 * environment variable {@code HOTFIX_REQUIRE_TOOLS} is {@code true}, a missing program fails the
 * test instead, so that a build machine cannot skip it unseen. Safe for use by several threads.
 */
public final class Tools {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern PATH_SEPARATOR =
      Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private Tools() {}

  /**
   * What a program did.
   *
   * @param command the program and its arguments
   * @param exit the exit code
   * @param stdout what it printed, read as UTF-8
   * @param stderr what it complained about, read as UTF-8
   */
  public record Result(List<String> command, int exit, String stdout, String stderr) {

    /**
     * Return this result if the program succeeded.
     *
     * @return this
     * @throws AssertionError if the exit code is not 0; the message holds everything it printed
     */
    public Result succeeded() {
      if (exit != 0) {
        throw new AssertionError(this);
      }
      return this;
    }

    @Override
    public String toString() {
      return String.join(" ", command) + "\nexit " + exit + "\n" + stdout + stderr;
    }
  }

  /**
   * Go on only if all these programs are on the PATH.
   *
   * @param names names of programs, without a folder
   * @throws TestAbortedException if one is missing
   * @throws AssertionError if one is missing and tools are required
   */
  public static void require(String... names) {
    for (String name : names) {
      if (!isOnPath(name)) {
        missing("the program " + name + " is not on the PATH; install it to run this test");
      }
    }
  }

  /**
   * Print why the calling test cannot run here, and abort it, or fail it where tools are required.
   *
   * @param reason what is missing, and how to get it
   * @throws TestAbortedException always, unless tools are required
   * @throws AssertionError if tools are required
   */
  public static void missing(String reason) {
    if (Boolean.getBoolean("hotfix.requireTools")
        || Boolean.parseBoolean(System.getenv("HOTFIX_REQUIRE_TOOLS"))) {
      throw new AssertionError("tools are required here, but " + reason);
    }
    System.out.println("Test not run: " + reason);
    throw new TestAbortedException(reason);
  }

  /**
   * Run a program in the current folder for at most five minutes.
   *
   * @param command the program and its arguments
   * @return what it did, whatever its exit code
   * @throws UncheckedIOException if it cannot be started
   * @throws AssertionError if it does not end in time
   */
  public static Result run(String... command) {
    return run(List.of(command), Path.of(""), Map.of());
  }

  /**
   * Run a program in a folder for at most five minutes.
   *
   * @param command the program and its arguments
   * @param directory the folder to run it in
   * @param environment variables to set beside those of this process
   * @return what it did, whatever its exit code
   * @throws UncheckedIOException if it cannot be started
   * @throws AssertionError if it does not end in time
   */
  public static Result run(List<String> command, Path directory, Map<String, String> environment) {
    return run(command, directory, environment, LIMIT);
  }

  /**
   * Run a program in a folder for at most a given time.
   *
   * @param command the program and its arguments
   * @param directory the folder to run it in
   * @param environment variables to set beside those of this process
   * @param limit the time after which it is killed, with all that it started
   * @return what it did, whatever its exit code
   * @throws UncheckedIOException if it cannot be started
   * @throws AssertionError if it does not end in time
   */
  public static Result run(
      List<String> command, Path directory, Map<String, String> environment, Duration limit) {
    try {
      Path stdout = Files.createTempFile("tool", ".out");
      Path stderr = Files.createTempFile("tool", ".err");
      try {
        int exit =
            exitOf(start(command, directory, environment, List.of(stdout, stderr)), command, limit);
        return new Result(List.copyOf(command), exit, textOf(stdout), textOf(stderr));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + command, e);
    }
  }

  private static Process start(
      List<String> command, Path directory, Map<String, String> environment, List<Path> output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectOutput(output.get(0).toFile())
            .redirectError(output.get(1).toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static int exitOf(Process process, List<String> command, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(command + " did not end within " + limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String textOf(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static boolean isOnPath(String name) {
    String path = System.getenv("PATH");
    return path != null
        && PATH_SEPARATOR
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
