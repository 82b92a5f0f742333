package io.caicloud.hotfix.rules.config;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.yaml.ReadingRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a configuration. */
final class Problems {

  private final YamlDocument document;
  private final List<Finding> findings = new ArrayList<>();

  /** Take over what is wrong with the YAML text; how old readers type {@code off} is no matter. */
  Problems(YamlDocument document) {
    this.document = document;
    for (Finding finding : document.findings()) {
      if (!finding.rule().equals(ReadingRules.YAML_DIALECT)) {
        findings.add(
            Finding.error(EngineRules.CONFIGURATION, finding.location())
                .message(finding.message())
                .remedy(finding.remedy())
                .build());
      }
    }
  }

  /** Add a finding; a text and its way out have the same arguments. */
  void add(YamlNode node, String key, Object... arguments) {
    findings.add(finding(document.location(node), key, arguments));
  }

  /** Add that a word is none of those known; return the nearest. */
  Optional<String> addUnknown(YamlScalar word, List<String> known, String key) {
    Optional<String> near = Suggestions.closest(word.value(), known);
    String all = String.join(", ", known);
    if (near.isPresent()) {
      findings.add(
          Finding.error(EngineRules.CONFIGURATION, document.location(word))
              .message(Texts.message(key, word.value(), all))
              .remedy(Texts.message("meant.remedy", near.get(), all))
              .build());
    } else {
      add(word, key, word.value(), all);
    }
    return near;
  }

  static Finding finding(Location place, String key, Object... arguments) {
    return Finding.error(EngineRules.CONFIGURATION, place)
        .message(Texts.message(key, arguments))
        .remedy(Texts.message(key + ".remedy", arguments))
        .build();
  }

  Location place(YamlNode node) {
    return document.location(node);
  }

  List<Finding> sorted() {
    return findings.stream().sorted().toList();
  }
}
