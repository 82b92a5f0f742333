package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEdits;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One key of a valid file misspelt: found, at that key. */
final class TypoTest {

  private static final int TYPOS = 1_000;

  @Test
  void nearly_every_misspelt_key_is_found_at_its_place() {
    Random random = new Random(20181123);
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < TYPOS; i++) {
      String file = ValuesExamples.valid().get(random.nextInt(ValuesExamples.valid().size()));
      YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));
      List<YamlEntry> entries = new ArrayList<>();
      collect(document.root().orElseThrow(), entries);
      YamlEntry entry = entries.get(random.nextInt(entries.size()));
      String typo = misspell(entry.key().value(), random);
      TextRange range = entry.key().range();
      TextEdit edit = document.edit(range, typo);
      YamlDocument wrong =
          YamlDocument.parse(file, YamlEdits.apply(document.bytes(), List.of(edit)));
      if (!isFound(wrong, range)) {
        missed.add(file + ":" + range + " " + entry.key().value() + " -> " + typo);
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(TYPOS / 1_000);
  }

  private static boolean isFound(YamlDocument document, TextRange key) {
    return Judged.RULES.check(document).findings().stream()
        .filter(f -> f.rule().code().matches("HF(006|30[16]|406)"))
        .map(Finding::location)
        .anyMatch(
            place -> place.range() != null && place.range().toString().equals(key.toString()));
  }

  /** Labels and quantities have free keys, which no schema can know. */
  private static void collect(YamlNode node, List<YamlEntry> entries) {
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(item, entries));
    } else if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        entries.add(entry);
        if (!entry.key().value().matches("labels|requests|limits")) {
          collect(entry.value(), entries);
        }
      }
    }
  }

  private static String misspell(String key, Random random) {
    int at = random.nextInt(key.length());
    String typo =
        switch (random.nextInt(5)) {
          case 0 -> key.substring(0, at) + key.substring(at + 1);
          case 1 -> key.substring(0, at) + key.charAt(at) + key.substring(at);
          case 2 -> swapped(key, Math.min(at, key.length() - 2));
          case 3 -> key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
          default -> key.endsWith("s") ? key.substring(0, key.length() - 1) : key + "s";
        };
    return typo.isEmpty() || typo.equals(key) ? key + "x" : typo;
  }

  private static String swapped(String key, int at) {
    return at < 0
        ? key + "x"
        : key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
  }
}
