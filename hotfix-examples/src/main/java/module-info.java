/** Runnable examples and the hotfix command. */
module io.caicloud.hotfix.examples {
  requires static transitive org.jspecify;
  requires io.caicloud.hotfix.core;
  requires io.caicloud.hotfix.rules;
  requires io.caicloud.hotfix.oss;
}
