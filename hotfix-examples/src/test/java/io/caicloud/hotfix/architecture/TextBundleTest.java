package io.caicloud.hotfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text is there in English and in Chinese, with the same arguments, and is used. */
final class TextBundleTest {

  @TempDir Path folder;

  static List<TextBundle> bundles() throws IOException {
    return TextBundle.below(Path.of("").toAbsolutePath().getParent());
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void says_everything_in_both_languages_and_nothing_unused(TextBundle bundle) throws IOException {
    assertThat(bundle.problems()).as(bundle.english().toString()).isEmpty();
  }

  @Test
  void finds_every_kind_of_problem() throws IOException {
    Path resources = folder.resolve("module/src/main/resources/p");
    Path java = folder.resolve("module/src/main/java/p");
    Files.createDirectories(resources);
    Files.createDirectories(java);
    Files.writeString(
        resources.resolve("messages_en.properties"),
        "good={0} of {1}\njoined-remedy=x\nunused=x\nenglish-only=x\nother-arguments={0}\n");
    Files.writeString(
        resources.resolve("messages_zh.properties"),
        "good={1} {0}\njoined-remedy=x\nunused=x\nother-arguments={1}\n");
    Files.writeString(
        java.resolve("A.java"),
        """
        Texts.message("good", a); Texts.message(key + "-remedy"); f("english-only");
        Texts.failure(cause, "missing", a); Texts.invalid(
            "other-arguments");
        """);

    List<TextBundle> bundles = TextBundle.below(folder);

    assertThat(bundles).hasSize(1);
    assertThat(bundles.get(0).problems())
        .containsExactlyInAnyOrder(
            "english-only is there in one language only",
            "other-arguments names other arguments in Chinese than in English",
            "the code uses missing, which has no text",
            "no code uses unused");
  }
}
