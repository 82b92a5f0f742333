package io.caicloud.hotfix.rules.testing;

import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import java.io.IOException;
import java.nio.file.Path;

/** Makes packages of examples that stand for one: an example is text, a package is not. */
@FunctionalInterface
public interface PackageExamples {

  /**
   * Make the package that an example stands for, and check it.
   *
   * @param rules the rules to check it with
   * @param example the example; its first file is named {@code ….tar.gz}
   * @param folder an empty folder to make it in, which is removed afterwards
   * @return what the rules say
   * @throws IOException if the package cannot be made
   */
  RuleReport check(HotfixRules rules, RuleExample example, Path folder) throws IOException;
}
