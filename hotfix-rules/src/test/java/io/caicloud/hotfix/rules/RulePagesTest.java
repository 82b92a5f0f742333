package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rules.testing.RuleTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages in {@code docs/rules} say what the rules say. With the system property {@code
 * hotfix.pages=write}, the test writes them instead.
 */
final class RulePagesTest {

  private static final Path PAGES =
      Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("rules");

  private static final String HOW =
      "docs/rules is not current; write it anew with: mvn verify -pl hotfix-rules -am"
          + " -Dtest=RulePagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dhotfix.pages=write";

  @Test
  void the_pages_are_current() throws IOException {
    Map<String, String> pages = pages();
    if (System.getProperty("hotfix.pages", "").equals("write")) {
      write(pages);
    }
    assertThat(differences(written(), pages)).as(HOW).isEmpty();
  }

  private static Set<String> differences(Map<String, String> written, Map<String, String> pages) {
    Set<String> names = new TreeSet<>(written.keySet());
    names.addAll(pages.keySet());
    names.removeIf(name -> Objects.equals(written.get(name), pages.get(name)));
    return names;
  }

  @Test
  void a_page_names_no_place_on_this_machine() {
    assertThat(pages()).hasSizeGreaterThan(50);
    assertThat(pages().values())
        .noneMatch(page -> page.contains(System.getProperty("java.io.tmpdir")));
  }

  private static Map<String, String> pages() {
    List<RuleDescription> catalogue = HotfixRules.standard().catalogue();
    RuleTest test = RuleTest.of(HotfixRules.standard(), "HF104").packages(ListedPackages::check);
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", RulePage.index(catalogue));
    for (RuleDescription rule : catalogue) {
      pages.put(rule.id().code() + ".md", RulePage.of(rule, test::check));
    }
    return pages;
  }

  private static Map<String, String> written() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    if (Files.isDirectory(PAGES)) {
      try (Stream<Path> files = Files.list(PAGES)) {
        for (Path file : files.toList()) {
          pages.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return pages;
  }

  private static void write(Map<String, String> pages) throws IOException {
    for (String old : written().keySet()) {
      Files.delete(PAGES.resolve(old));
    }
    Files.createDirectories(PAGES);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }
  }
}
