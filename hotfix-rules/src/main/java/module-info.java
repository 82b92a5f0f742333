/** The rules engine and the standard rules. */
module io.caicloud.hotfix.rules {
  requires static transitive org.jspecify;
  requires transitive io.caicloud.hotfix.core;
}
