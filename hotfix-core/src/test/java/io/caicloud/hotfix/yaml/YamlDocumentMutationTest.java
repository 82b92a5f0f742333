package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.values.FoundImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples with random damage: whatever comes of it, it is findings at places that exist. */
final class YamlDocumentMutationTest {

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          ":",
          ": ",
          "- ",
          "\n",
          "\r",
          "\t",
          "  ",
          "#",
          "&a ",
          "*a",
          "!",
          "!!str ",
          "!<",
          "|",
          ">",
          "|2-",
          "%",
          "@",
          "\\",
          "\\u00",
          "? ",
          "---\n",
          "...\n",
          "<<: ",
          "[[ x ]]",
          "[[ registry_release ]]/x:v1",
          "{{ .X }}",
          "中",
          "😀",
          "\u202e",
          "\ufeff",
          "yes",
          "0644",
          "\u0000");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void never_throws_and_never_points_outside_of_the_text(long seed) {
    Random random = new Random(seed);
    List<String> files = ValuesExamples.valid();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = ValuesExamples.bytes(files.get(random.nextInt(files.size())));
      byte[] mutant = mutant(bytes, random);
      assertThatCode(() -> check(mutant)).as(new String(mutant, UTF_8)).doesNotThrowAnyException();
    }
  }

  private static void check(byte[] bytes) {
    YamlDocument document = YamlDocument.parse("a.yaml", bytes);
    boolean failed = document.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    assertThat(document.root().isPresent() || failed).isTrue();
    for (Finding finding : document.findings()) {
      assertThat(
              document.lineText(finding.location().range().line()).isPresent()
                  || finding.rule().equals(ReadingRules.UTF8))
          .isTrue();
      finding.fix().ifPresent(fix -> YamlEdits.apply(bytes, fix.edits()));
    }
    for (FoundImage image : AddonValues.of(document).images()) {
      assertThat(document.lineText(image.range().endLine())).isPresent();
    }
    document.root().ifPresent(root -> checkRanges(document, root));
  }

  private static void checkRanges(YamlDocument document, YamlNode node) {
    assertThat(document.find(node.pointer())).contains(node);
    assertThat(document.edit(node.range(), "").length()).isNotNegative();
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> checkRanges(document, entry.value()));
    } else if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> checkRanges(document, item));
    }
  }

  private static byte[] mutant(byte[] bytes, Random random) {
    byte[] mutant = bytes;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutant.length);
      int skip = Math.min(mutant.length - at, random.nextInt(3) * random.nextInt(20));
      byte[] piece =
          random.nextInt(8) == 0
              ? new byte[] {(byte) random.nextInt()}
              : PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
      byte[] next = Arrays.copyOf(mutant, mutant.length - skip + piece.length);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(mutant, at + skip, next, at + piece.length, mutant.length - at - skip);
      mutant = next;
    }
    return mutant;
  }
}
