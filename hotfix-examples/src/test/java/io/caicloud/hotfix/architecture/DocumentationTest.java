package io.caicloud.hotfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever users see is documented. A result needs no tag of its own when the first sentence says
 * what it is; everything else that doclint misses, it finds here on every JDK. The javadoc tool
 * checks links, HTML and examples where the JDK knows snippets.
 */
final class DocumentationTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile(" *(public )?\\w+ \\{");

  private record Gap(String packageName, String text) {}

  @TempDir Path folder;

  static List<PublishedModule> modules() {
    return PublishedModule.all();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void describes_every_type_and_member_that_users_see(PublishedModule module) throws IOException {
    Path sources = sourcesOf(module);
    Set<String> exports = module.exports();

    List<Gap> gaps =
        gaps(sources).stream().filter(gap -> exports.contains(gap.packageName())).toList();

    assertThat(gaps).isEmpty();
  }

  @Test
  void finds_what_is_not_described() throws IOException {
    Path source = folder.resolve("p").resolve("A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package p;
        /** A type. */
        public final class A {
          private A() {}
          public int bare() { return 1; }
          /** Return one. */
          public int described(int argument) { return 1; }
          int hidden() { return 1; }
        }
        """);

    assertThat(gaps(folder))
        .containsExactlyInAnyOrder(
            new Gap("p", "A.java:5: no comment"), new Gap("p", "A.java:7: no @param for argument"));
  }

  private static Path sourcesOf(PublishedModule module) {
    String name = module.name().substring(module.name().lastIndexOf('.') + 1);
    return ROOT.resolve("hotfix-" + name).resolve(Path.of("src", "main", "java"));
  }

  private List<Gap> gaps(Path sources) throws IOException {
    List<Gap> gaps = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> warning : compile(sources)) {
      String message = warning.getMessage(Locale.ENGLISH);
      if (message.startsWith("no ")
          && !message.startsWith("no @return")
          && !isAtCompactConstructor(warning)) {
        Path file = sources.relativize(Path.of(warning.getSource().toUri()));
        gaps.add(
            new Gap(
                file.getParent().toString().replace('/', '.'),
                file.getFileName() + ":" + warning.getLineNumber() + ": " + message));
      }
    }
    return gaps;
  }

  /** Java 17 asks for the components of a record twice, at the record and at its constructor. */
  private static boolean isAtCompactConstructor(Diagnostic<? extends JavaFileObject> warning)
      throws IOException {
    String source = warning.getSource().getCharContent(true).toString();
    String line = source.lines().skip(warning.getLineNumber() - 1).findFirst().orElseThrow();
    return COMPACT_CONSTRUCTOR.matcher(line).matches();
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xdoclint:missing/protected",
            "-Xmaxwarns",
            "10000",
            "-proc:none",
            "-d",
            Files.createTempDirectory(folder, "classes").toString());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  found,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(filesBelow(sources)))
              .call();
      assertThat(compiled).as(found.getDiagnostics().toString()).isTrue();
    }
    return found.getDiagnostics();
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }
}
