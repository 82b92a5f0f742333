/** Model, values, release tree, images, packages and the release store of Compass hotfixes. */
module io.caicloud.hotfix.core {
  requires static transitive org.jspecify;
  requires com.google.common;
  requires org.apache.commons.compress;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;

  exports io.caicloud.hotfix;
  exports io.caicloud.hotfix.archive;
  exports io.caicloud.hotfix.finding;
  exports io.caicloud.hotfix.image;
  exports io.caicloud.hotfix.process;
  exports io.caicloud.hotfix.release;
  exports io.caicloud.hotfix.rule;
  exports io.caicloud.hotfix.spec;
  exports io.caicloud.hotfix.tree;
  exports io.caicloud.hotfix.values;
  exports io.caicloud.hotfix.yaml;

  uses io.caicloud.hotfix.rule.RuleEngine;
}
