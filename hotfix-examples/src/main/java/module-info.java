/** Runnable examples and the hotfix command. */
module io.caicloud.hotfix.examples {
  requires static transitive org.jspecify;
  requires io.caicloud.hotfix.core;
  requires io.caicloud.hotfix.rules;
  requires io.caicloud.hotfix.testing;
  requires io.caicloud.hotfix.oss;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires tools.jackson.databind;

  opens io.caicloud.hotfix.examples.cli to
      info.picocli;

  provides io.caicloud.hotfix.rule.Rule with
      io.caicloud.hotfix.examples.house.TraceLevel;
}
