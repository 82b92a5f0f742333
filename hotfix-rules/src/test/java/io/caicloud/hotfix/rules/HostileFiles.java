package io.caicloud.hotfix.rules;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files made to keep a reader busy, and a program that judges files in a small heap. */
final class HostileFiles {

  private static final int NESTING = 100_000;

  private HostileFiles() {}

  /** Write the files, each named after the rule that objects to it. */
  static void write(Path folder) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("HF002-scalar"))) {
      byte[] piece = new byte[1 << 20];
      Arrays.fill(piece, (byte) 'x');
      for (int i = 0; i < 25; i++) {
        out.write(piece);
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("HF008-flow", "[".repeat(NESTING) + "]".repeat(NESTING));
    texts.put("HF008-flow-mappings", "{a: ".repeat(NESTING) + "}".repeat(NESTING));
    texts.put("HF008-block", "- ".repeat(NESTING) + "x\n");
    texts.put("HF008-keys", "? ".repeat(NESTING) + "x\n");
    texts.put("HF008-brackets", "[".repeat(1 << 20));
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1) + ", ";
      laughs.append("a" + i + ": &a" + i + " [" + alias.repeat(10) + "x]\n");
    }
    texts.put("HF007-laughs", laughs.toString());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey()), text.getValue(), US_ASCII);
    }
  }

  /** Judge the files of a folder and print a line for each: rules, milliseconds. */
  public static void main(String[] args) throws IOException {
    HotfixRules rules = HotfixRules.standard();
    rules.check(Judged.document(Judged.GOOD));
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.sorted(Comparator.naturalOrder()).toList();
    }
    for (Path file : files) {
      long start = System.nanoTime();
      String name = String.valueOf(file.getFileName());
      RuleReport report = rules.check(YamlDocument.read(file, name));
      long millis = (System.nanoTime() - start) / 1_000_000;
      List<String> codes =
          report.findings().stream().map(Finding::rule).map(r -> r.code()).distinct().toList();
      System.out.println(name + " " + report.verdict() + " " + codes + " " + millis + " ms");
    }
  }
}
