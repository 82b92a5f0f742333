package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of the command gave.
 *
 * @param code the exit code
 * @param out what stands on stdout
 * @param err what stands on stderr
 */
record Cli(int code, String out, String err) {

  /** Where the sample hotfix of the fixtures stands in a tree. */
  static final String DATE = "release-hotfixes/2.7.2/20181123";

  static final String VALUES =
      DATE + "/compass-hotfixes-console-web-v3.3.2-fix-211/console/console-web.yaml";

  static final String PACKAGE = "compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz";

  /** Run the command in English, unless the arguments say otherwise, without any variables. */
  static Cli run(Object... arguments) {
    return run(Map.of(), arguments);
  }

  /** Run the command with these variables. */
  static Cli run(Map<String, String> environment, Object... arguments) {
    String[] args = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        HotfixCommand.run(
            new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Language.of(args, Locale.ROOT),
                environment),
            args);
    return new Cli(code, out.toString(), err.toString());
  }

  Cli exits(int expected) {
    assertThat(code).as("%s%s", out, err).isEqualTo(expected);
    return this;
  }

  /** Return stdout as JSON, of which it must be one value and nothing else. */
  JsonNode json() {
    return JsonMapper.builder()
        .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readTree(out);
  }

  /** Write a tree with the sample hotfix and its notes, and return its folder. */
  static Path tree(Path folder) {
    return ReleaseTreeBuilder.in(folder.resolve("tree"))
        .hotfix()
        .readme("2.7.2", "20181123", "repairs the console\n")
        .folder();
  }

  /** Write an OCI layout with the sample's image, and return its folder. */
  static Path images(Path folder) {
    try {
      return OciLayoutMaker.in(folder.resolve("images"))
          .add("release/console-web:v3.3.2", TinyImage.of("console-web"))
          .write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Build the sample's package, and return its file. */
  static Path built(Path folder) {
    Path into = folder.resolve("built");
    run("build", tree(folder), "--images", images(folder), "--into", into).exits(0);
    return into.resolve(PACKAGE);
  }

  /** Return all files below a folder with their bytes as hexadecimal digits. */
  static Map<String, String> files(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(folder.relativize(file).toString(), java.util.HexFormat.of().formatHex(bytes));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String text) {
    return text.lines().toList();
  }
}
