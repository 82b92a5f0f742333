package io.caicloud.hotfix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show is true. */
final class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path PROGRAMS =
      Path.of("src/test/java/io/caicloud/hotfix/examples/ReadmeProgramsTest.java");

  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");
  private static final Pattern REGION =
      Pattern.compile("(?s)// @start region=\"[^\"]*\"\\n(.*?)\\n *// @end");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");

  @Test
  void shows_exactly_the_programs_that_are_compiled_and_run() throws IOException {
    List<String> shown = groups(JAVA_BLOCK, Files.readString(ROOT.resolve("README.md")));
    List<String> run =
        groups(REGION, Files.readString(PROGRAMS)).stream().map(String::stripIndent).toList();

    assertThat(shown).isNotEmpty().map(String::strip).isEqualTo(run);
  }

  @Test
  void names_the_version_that_is_built() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    String built = groups(VERSION, pom).get(0);

    assertThat(groups(VERSION, Files.readString(ROOT.resolve("README.md"))))
        .isNotEmpty()
        .containsOnly(built);
    assertThat(Files.readString(ROOT.resolve("consumer/pom.xml")))
        .contains("<hotfix.version>" + built + "</hotfix.version>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "VERSIONING.md",
        "SECURITY.md",
        "docs/adr/README.md",
        "docs/rules/README.md"
      })
  void links_only_to_files_that_are_there(String document) throws IOException {
    Path file = ROOT.resolve(document);

    for (String link : groups(LINK, Files.readString(file))) {
      assertThat(file.resolveSibling(link)).as(document).exists();
    }
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
