package io.caicloud.hotfix.yaml;

import java.util.List;

/**
 * What a document holds.
 *
 * @param root the root
 * @param bracketed the values in the tree that have two opening brackets in a row, in the order of
 *     the text
 */
record Tree(YamlNode root, List<YamlScalar> bracketed) {}
