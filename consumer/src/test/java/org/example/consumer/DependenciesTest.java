package org.example.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who embeds the rules gets these libraries and no others. */
final class DependenciesTest {

  private static final Set<String> HOTFIX =
      Set.of("hotfix-core", "hotfix-rules", "jspecify", "guava", "commons-compress");
  private static final Set<String> BELOW_COMMONS_COMPRESS =
      Set.of("commons-codec", "commons-io", "commons-lang3");
  private static final Set<String> BELOW_GUAVA =
      Set.of("failureaccess", "listenablefuture", "error_prone_annotations", "j2objc-annotations");
  private static final Set<String> JSON_AND_YAML =
      Set.of(
          "jackson-annotations",
          "jackson-core",
          "jackson-databind",
          "jackson-dataformat-yaml",
          "json-schema-validator",
          "itu",
          "slf4j-api",
          "snakeyaml-engine");
  private static final Pattern TESTS =
      Pattern.compile(
          "(junit|surefire|open-test-reporting)-.*|assertj-core|byte-buddy|opentest4j|apiguardian.*");

  @Test
  void brings_no_library_that_nobody_asked_for() {
    Set<String> libraries = new TreeSet<>();
    for (String property : new String[] {"java.class.path", "jdk.module.path"}) {
      Stream.of(System.getProperty(property, "").split(File.pathSeparator))
          .filter(path -> path.endsWith(".jar"))
          .map(DependenciesTest::name)
          .filter(name -> !TESTS.matcher(name).matches())
          .forEach(libraries::add);
    }

    Set<String> expected = new TreeSet<>(HOTFIX);
    expected.addAll(BELOW_COMMONS_COMPRESS);
    expected.addAll(BELOW_GUAVA);
    expected.addAll(JSON_AND_YAML);
    assertThat(libraries).isEqualTo(expected);
  }

  private static String name(String path) {
    return Path.of(path).getFileName().toString().replaceFirst("-\\d.*", "");
  }
}
