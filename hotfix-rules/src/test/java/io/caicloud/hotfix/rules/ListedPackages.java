package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the packages that examples of the standard rules list. */
final class ListedPackages {

  private ListedPackages() {}

  /** Build a package from a list of what it holds: behind the values stand the images they name. */
  static RuleReport check(HotfixRules rules, RuleExample example, Path folder) throws IOException {
    String name = example.files().firstKey();
    byte[] list = example.bytes(name);
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
      return rules.check(List.of(reader));
    }
  }
}
