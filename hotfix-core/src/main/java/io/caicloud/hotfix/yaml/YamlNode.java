package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.TextRange;

/** A node of a YAML document, with its place in the text. */
public sealed interface YamlNode permits YamlScalar, YamlMapping, YamlSequence {

  /** Return where the node stands; quotes, brackets and braces included. */
  TextRange range();

  /** Return the JSON pointer (RFC 6901) of the node; empty for the root. */
  String pointer();
}
