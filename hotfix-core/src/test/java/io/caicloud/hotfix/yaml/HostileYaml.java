package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.values.AddonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files made to keep a reader busy, and a program that reads them all, for a small heap. */
final class HostileYaml {

  private static final int MAX = YamlDocument.MAX_BYTES;

  private HostileYaml() {}

  /** Return texts at the size limit, each with the codes of the rules that may object to it. */
  static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    nesting(texts);
    texts.put("HF007 billion-laughs", billionLaughs());
    texts.put("HF002 scalar-laughs", scalarLaughs());
    texts.put("HF002 long-pointers", longPointers());
    texts.put("HF002 many-values", fill("a,", "[", "]"));
    texts.put("HF002 many-dashes", fill("-\n", "", ""));
    texts.put("HF002 many-keys", keys());
    texts.put("HF006 equal-keys", fill("a: b\n", "", "").substring(0, 200_000));
    texts.put("HF013 many-booleans", fill("yes,", "[", "]").substring(0, 300_000) + "]");
    texts.put("HF010 many-controls", fill("\u0001", "a: ", ""));
    texts.put("HF011 many-overrides", fill("\u202e", "a: ", "").substring(0, MAX / 3));
    texts.put("HF004 many-documents", fill("---\n", "a\n", ""));
    texts.put("HF012 unquoted-line", fill("[[ x ]]/y ", "a: ", ""));
    texts.put("HF012 unquoted-lines", fill("- [[ x ]]/y\n", "", ""));
    texts.put("HF012 unquoted-list", fill("[[ x ]],", "[", "z ]]").substring(0, 90_000));
    texts.put("HF003 brackets-in-quotes", fill("'[[ x ]]',", "[", "'").substring(0, 400_000) + "'");
    texts.put("HF003 colons", fill(": ", "a", ""));
    texts.put("HF003 open-quote", fill("x ", "a: '", ""));
    texts.put("none plain", fill("x", "a: ", ""));
    texts.put("none plain-lines", fill(" x\n", "a:\n", ""));
    texts.put("none blanks", fill(" ", "a: b", "\n"));
    texts.put("none blanks-inside", fill(" ", "a: '", "b'"));
    texts.put("none escapes", fill("\\n", "a: \"", "\""));
    texts.put("none wide", fill("\u4e2d", "a: '", "'").substring(0, MAX / 3) + "'");
    texts.put("none base-60", fill(":1", "a: 1", ""));
    texts.put("none images", fill("[[ registry_release ]]/x:v1 ", "a: '", "'"));
    texts.put("none escaped-images", fill("[[ registry_release ]]/x:v1\\n", "a: \"", "\""));
    texts.put("none images-in-lines", fill(" [[ registry_release ]]/x:v1\n", "a: |\n", ""));
    texts.put("none one-image", fill("[[ x ]]", "a: '[[ registry_release ]]/", "'"));
    texts.put("none long-image", fill("x", "a: '[[ registry_release ]]/", "'"));
    texts.put("none dots", fill(".", "a: '[[ registry_release ]]/", "x'"));
    return texts;
  }

  private static void nesting(Map<String, String> texts) {
    texts.put("HF008 brackets", fill("[", "", ""));
    texts.put("HF008 braces", fill("{", "", ""));
    texts.put("HF008 dashes", fill("- ", "", ""));
    texts.put("HF008 questions", fill("? ", "", ""));
    texts.put("HF008 complex-keys", fill("[", "? ", ""));
    texts.put("HF008 balanced", "[".repeat(100_000) + "]".repeat(100_000));
    texts.put(
        "HF008 indentation",
        IntStream.range(0, 1_400)
            .mapToObj(i -> " ".repeat(i) + "a:\n")
            .collect(Collectors.joining()));
  }

  private static String fill(String piece, String start, String end) {
    int room = MAX - start.length() - end.length();
    return start + piece.repeat(room / piece.getBytes(UTF_8).length) + end;
  }

  private static String billionLaughs() {
    StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "x]\n");
    }
    return text.toString();
  }

  private static String scalarLaughs() {
    return "- &a " + "x".repeat(MAX / 2) + "\n" + "- *a\n".repeat(90_000);
  }

  private static String longPointers() {
    return "? " + "k".repeat(MAX / 2) + "\n:\n" + " - a\n".repeat(90_000);
  }

  private static String keys() {
    return IntStream.range(0, MAX / 12)
        .mapToObj(i -> "k" + i + ":\n")
        .collect(Collectors.joining());
  }

  /** Reads every text and prints what came of it, one line each. */
  public static void main(String[] args) {
    texts().forEach((name, text) -> System.out.println(name + " -> " + codes(text)));
    byte[] scalar = new byte[25 << 20];
    java.util.Arrays.fill(scalar, (byte) 'x');
    System.out.println("HF002 huge -> " + codes(YamlDocument.parse("a.yaml", scalar)));
  }

  private static String codes(String text) {
    return codes(YamlDocument.parse("a.yaml", text.getBytes(UTF_8)));
  }

  private static String codes(YamlDocument document) {
    int images = AddonValues.of(document).images().size();
    List<String> codes =
        document.findings().stream().map(Finding::rule).map(r -> r.code()).distinct().toList();
    return (codes.isEmpty() ? "none" : String.join(" ", codes)) + " " + images;
  }
}
