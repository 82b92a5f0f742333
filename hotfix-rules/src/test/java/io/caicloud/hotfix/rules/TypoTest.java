package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One key of a valid file misspelt: found, at that key. The system property {@code hotfix.typos}
 * says how many are tried instead of 1,000.
 */
final class TypoTest {

  private static final int TYPOS = Integer.getInteger("hotfix.typos", 1_000);

  /** Findings about keys: one twice, an unknown, an impossible, a deprecated or an ignored one. */
  private static final String ABOUT_KEYS = "HF(006|301|305|306|406)";

  /** The ways to misspell a word. */
  private enum Kind {
    SWAP,
    DROP,
    DOUBLE,
    CASE,
    PLURAL
  }

  /** A key, and the file that it stands in. */
  private record Key(YamlDocument document, YamlEntry entry) {}

  @Test
  void nearly_every_misspelt_key_is_found_at_its_place() {
    Random random = new Random(20181123);
    List<Key> keys = keys();
    List<String> missed = new ArrayList<>();
    Map<Kind, Integer> tried = new EnumMap<>(Kind.class);
    for (int i = 0; i < TYPOS; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      Key key = keys.get(random.nextInt(keys.size()));
      String right = key.entry().key().value();
      String typo = misspelt(right, kind, random);
      while (typo.equals(right)) {
        key = keys.get(random.nextInt(keys.size()));
        right = key.entry().key().value();
        typo = misspelt(right, kind, random);
      }
      tried.merge(kind, 1, Integer::sum);
      if (!isFound(key, typo)) {
        missed.add(kind + " " + key.document().location(key.entry().key()) + " " + typo);
      }
    }
    System.out.println("typos tried: " + tried + ", missed: " + missed);
    assertThat(missed).hasSizeLessThanOrEqualTo(TYPOS / 1_000);
  }

  private static boolean isFound(Key key, String typo) {
    TextRange right = key.entry().key().range();
    TextEdit edit = key.document().edit(right, typo);
    byte[] bytes = YamlEdits.apply(key.document().bytes(), List.of(edit));
    YamlDocument wrong = YamlDocument.parse(key.document().file(), bytes);
    int end = right.column() + typo.codePointCount(0, typo.length());
    TextRange place = new TextRange(right.line(), right.column(), right.line(), end);
    return Judged.RULES.check(wrong).findings().stream()
        .filter(finding -> finding.rule().code().matches(ABOUT_KEYS))
        .flatMap(TypoTest::places)
        .anyMatch(found -> place.equals(found.range()));
  }

  /** Return where a finding is; a key that is there twice is shown at both places. */
  private static Stream<Location> places(Finding finding) {
    return Stream.concat(
        Stream.of(finding.location()), finding.related().stream().map(r -> r.location()));
  }

  private static List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (String file : ValuesExamples.valid()) {
      YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));
      collect(document, document.root().orElseThrow(), keys);
    }
    assertThat(keys.size()).isGreaterThan(250);
    return keys;
  }

  private static void collect(YamlDocument document, YamlNode node, List<Key> keys) {
    if (node instanceof YamlSequence sequence) {
      sequence.items().forEach(item -> collect(document, item, keys));
    } else if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        // The names of labels are the author's own: any other is as right.
        if (!node.pointer().endsWith("/labels")) {
          keys.add(new Key(document, entry));
        }
        collect(document, entry.value(), keys);
      }
    }
  }

  private static String misspelt(String key, Kind kind, Random random) {
    int at = random.nextInt(key.length());
    int next = Math.min(at + 1, key.length() - 1);
    char c = key.charAt(at);
    return switch (kind) {
      case SWAP ->
          next == at ? key : key.substring(0, at) + key.charAt(next) + c + key.substring(next + 1);
      case DROP -> key.length() == 1 ? key : key.substring(0, at) + key.substring(at + 1);
      case DOUBLE -> key.substring(0, at) + c + key.substring(at);
      case CASE ->
          key.substring(0, at)
              + (Character.isLowerCase(c) ? Character.toUpperCase(c) : Character.toLowerCase(c))
              + key.substring(at + 1);
      case PLURAL -> key.endsWith("s") ? key.substring(0, key.length() - 1) : key + "s";
    };
  }
}
