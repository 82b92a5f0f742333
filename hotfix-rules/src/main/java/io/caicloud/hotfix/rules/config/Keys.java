package io.caicloud.hotfix.rules.config;

import java.util.List;

/** The keys that may stand in the mappings of a configuration, as the JSON schema has them too. */
final class Keys {

  static final List<String> TOP =
      List.of(
          "version",
          "rules",
          "paths",
          "trackers",
          "product-lines",
          "addon-groups",
          "placeholders",
          "inline-suppressions",
          "suppressions");
  static final List<String> RULE = List.of("severity", "reason", "options");
  static final List<String> RULE_IN_PATH = List.of("severity", "reason");
  static final List<String> PATH = List.of("path", "rules");
  static final List<String> TRACKER = List.of("kind", "url");
  static final List<String> SUPPRESSION = List.of("rule", "path", "pointer", "reason", "until");
  static final List<String> INLINE = List.of("allowed", "forbidden");

  private Keys() {}
}
