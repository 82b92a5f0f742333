package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Runs rules on subjects. An engine is a service: a module provides it, {@link #find()} finds it.
 * Safe to share between threads.
 */
public interface RuleEngine {

  /**
   * Return the name of the rule set with its version, for the manifest of a package.
   *
   * @return one line without spaces at its ends
   */
  String name();

  /**
   * Run all enabled rules on the subjects and whatever they are made of.
   *
   * @param subjects what to judge: release trees, their entries, documents, values, specifications
   * @param inputs what the rules may use besides
   * @throws HotfixException with code {@code interrupted} if the thread was interrupted
   */
  RuleReport check(List<?> subjects, RuleInputs inputs);

  /**
   * Return the engine on the module or class path; empty if there is none.
   *
   * @throws HotfixException with code {@code several-rule-engines} if there is more than one
   */
  static Optional<RuleEngine> find() {
    List<RuleEngine> engines =
        ServiceLoader.load(RuleEngine.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(RuleEngine::name))
            .toList();
    if (engines.size() > 1) {
      String names = engines.stream().map(RuleEngine::name).collect(Collectors.joining(", "));
      throw new HotfixException(
          "several-rule-engines", Texts.message("several-rule-engines", names));
    }
    return engines.stream().findFirst();
  }
}
