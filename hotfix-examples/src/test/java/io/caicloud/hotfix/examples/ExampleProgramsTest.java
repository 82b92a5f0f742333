package io.caicloud.hotfix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.ValuesExamples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example programs, run as a user runs them. */
final class ExampleProgramsTest {

  private static final String PACKAGE = "compass-hotfixes-bug231-portal-web-20181123-v3.4.2.tar.gz";

  @TempDir private static Path shared;
  private static Path images;
  @TempDir private Path folder;

  @BeforeAll
  static void prepare_images() throws Exception {
    images = Sample.images(shared.resolve("images"));
  }

  @Test
  void release_service() throws Exception {
    Path store = folder.resolve("store");

    String printed =
        run(
            ReleaseService::main,
            Sample.OEM_FOLDER,
            images,
            folder.resolve("packages"),
            store,
            "compass-v2.7.2-oem");

    assertThat(printed).contains(PACKAGE).endsWith("/queue done-package-uploaded\n");
    assertThat(store.resolve("platform/compass-v2.7.2-oem/hotfixes/20181123/" + PACKAGE))
        .hasSameBinaryContentAs(folder.resolve("packages").resolve(PACKAGE));
  }

  @Test
  void pull_request_gate() throws Exception {
    assertThat(run(PullRequestGate::main, Sample.RELEASE_FOLDER)).isEqualTo("PASS\n");

    ValuesExamples.Expected bad =
        ValuesExamples.expected().stream()
            .filter(e -> e.severity().equals("error"))
            .findFirst()
            .orElseThrow();
    Path group =
        Files.createDirectories(
            folder.resolve(
                "release-hotfixes/2.7.2/20181123/compass-hotfixes-portal-web-v3.4.2-fix-1/portal"));
    Files.write(group.resolve("portal-web.yaml"), ValuesExamples.bytes(bad.file()));
    assertThat(run(PullRequestGate::main, folder))
        .contains("portal-web.yaml:" + bad.place() + ": error " + bad.rule() + ": ")
        .endsWith("FAIL\n");
  }

  @Test
  void single_hotfix_and_its_inspection() throws Exception {
    Path values = Sample.only(Sample.OEM_FOLDER, "portal-web.yaml");

    List<String> built = run(SingleHotfix::main, values, images, folder).lines().toList();

    Path file = folder.resolve(PACKAGE);
    assertThat(built).containsExactly(PACKAGE + " " + Files.size(file) + " bytes", file.toString());
    assertThat(run(PackageInspection::main, file))
        .contains("portal-web-portal-web-v3.4.2-image.tar.gz ", "/portal-web/values.yaml ")
        .contains("harbor.caicloud.xyz/release/portal-web:v3.4.2 sha256:");
  }

  private static String run(Consumer<String[]> program, Object... arguments) {
    String[] args = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.accept(args);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
