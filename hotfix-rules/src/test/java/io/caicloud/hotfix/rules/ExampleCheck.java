package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks the examples of rules. {@code hotfix.yaml} is a specification, a path with folders belongs
 * to a release tree, the name of an archive to a package, which its text lists; all else is values,
 * and {@code base.yaml} the values of the product version.
 */
final class ExampleCheck {

  private static final String BASE = "base.yaml";
  private static final HotfixRules RULES = HotfixRules.standard();

  private ExampleCheck() {}

  static RuleReport check(RuleExample example, Path folder) throws IOException {
    String first = example.files().firstKey();
    if (first.endsWith(".tar.gz")) {
      return checkPackage(first, example.bytes(first), folder);
    }
    if (first.contains("/")) {
      for (String path : example.files().keySet()) {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, example.bytes(path));
      }
      return RULES.check(ReleaseTree.read(folder));
    }
    return checkFile(example);
  }

  private static RuleReport checkFile(RuleExample example) {
    String file = example.files().lastKey();
    YamlDocument document = YamlDocument.parse(file, example.bytes(file));
    if (file.equals("hotfix.yaml")) {
      return RULES.check(SpecDocument.of(document, Path.of("")));
    }
    RuleInputs inputs = RuleInputs.none();
    if (example.files().containsKey(BASE)) {
      YamlDocument base = YamlDocument.parse(BASE, example.bytes(BASE));
      inputs = inputs.with(BaseValues.class, BaseValues.among(List.of(AddonValues.of(base))));
    }
    return RULES.check(List.of(document), inputs);
  }

  /** Build a package from a list of what it holds: behind the values stand the images they name. */
  private static RuleReport checkPackage(String name, byte[] list, Path folder) throws IOException {
    ValuesBuilder values = ValuesBuilder.values();
    boolean damaged = false;
    for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
      if (line.contains("values.yaml: ")) {
        for (String image : line.replaceFirst(".*: ", "").split(", ", -1)) {
          values.images("[[ registry_release ]]/" + image);
        }
      }
      damaged |= line.endsWith("changed");
    }
    Path file = SamplePackage.build(values.bytes(), folder);
    Path named = Files.move(file, file.resolveSibling(name));
    if (damaged) {
      byte[] bytes = Files.readAllBytes(named);
      bytes[2000] ^= 1;
      Files.write(named, bytes);
    }
    try (PackageReader reader = PackageReader.open(named)) {
      return RULES.check(List.of(reader));
    }
  }
}
