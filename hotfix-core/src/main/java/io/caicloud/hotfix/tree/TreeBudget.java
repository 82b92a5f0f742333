package io.caicloud.hotfix.tree;

/** How much of a tree is looked at: a release repository of many years has a few thousand files. */
record TreeBudget(int files, int depth) {
  static final TreeBudget DEFAULT = new TreeBudget(200_000, 12);
}
