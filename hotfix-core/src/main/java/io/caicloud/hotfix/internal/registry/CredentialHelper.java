package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-NAME} that keeps credentials. It is found in the absolute
 * folders of the given {@code PATH}, started without a shell, and ended when it takes too long or
 * says too much. Nothing that it says is shown.
 */
final class CredentialHelper {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MOST_BYTES = 1 << 16;
  private static final long POLL_MILLIS = 10;
  private static final String NOT_FOUND = "credentials not found";

  private final String name;
  private final Map<String, String> environment;
  private final Duration limit;

  CredentialHelper(String name, Map<String, String> environment, Duration limit) {
    if (!NAME.matcher(name).matches()) {
      throw Failures.config("helper-name", name);
    }
    this.name = name;
    this.environment = environment;
    this.limit = limit;
  }

  @Override
  public String toString() {
    return "docker-credential-" + name;
  }

  /** Return whether the program is there. */
  boolean isInstalled() {
    return program().isPresent();
  }

  /** Return what the program knows about a server, or nothing if it knows none. */
  Optional<Credentials> get(String server) {
    Path program = program().orElseThrow(() -> Failures.config("helper-missing", this));
    try {
      return answer(run(program, server));
    } catch (IOException e) {
      throw Failures.config("helper-failed", this, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      throw Failures.interrupted(this, e);
    }
  }

  private Optional<Path> program() {
    for (String folder :
        environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder, toString());
      if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private record Output(int exit, String text) {}

  private Output run(Path program, String server) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      try (OutputStream input = process.getOutputStream()) {
        input.write(server.getBytes(UTF_8));
      } catch (IOException e) {
        // A program that does not read its input may still answer.
        return watch(process);
      }
      return watch(process);
    } finally {
      process.destroyForcibly();
      process.getInputStream().close();
    }
  }

  /** Read without blocking: a child of the program may hold its output open for ever. */
  private Output watch(Process process) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean over = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      InputStream output = process.getInputStream();
      for (int ready = output.available(); ready > 0; ready = output.available()) {
        bytes.write(output.readNBytes(ready));
        if (bytes.size() > MOST_BYTES) {
          throw Failures.config("helper-talks", this, MOST_BYTES);
        }
      }
      if (over) {
        return new Output(process.exitValue(), bytes.toString(UTF_8));
      }
      if (System.nanoTime() - end >= 0) {
        throw Failures.config("helper-slow", this, limit.toSeconds());
      }
    }
  }

  private Optional<Credentials> answer(Output output) {
    if (output.exit() != 0) {
      if (output.text().contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw Failures.config("helper-exit", this, output.exit());
    }
    Optional<JsonObject> json = JsonObject.parse(output.text().getBytes(UTF_8));
    Optional<String> secret = json.flatMap(each -> each.text("Secret"));
    String user = json.flatMap(each -> each.text("Username")).orElse("");
    if (secret.isEmpty() || user.indexOf(':') >= 0) {
      throw Failures.config("helper-garbage", this);
    }
    return Optional.of(
        user.equals("<token>")
            ? Credentials.identityToken(secret.get(), toString())
            : Credentials.password(user, secret.get(), toString()));
  }
}
