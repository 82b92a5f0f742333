package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.rule.BaseValues;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.rules.config.RuleConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rules is judged, for all commands that judge: their configuration, and the base. */
final class RuleSource {

  @Option(names = "--config", paramLabel = "FILE", descriptionKey = "config")
  private @Nullable Path config;

  @Option(names = "--base", paramLabel = "DIR", descriptionKey = "base")
  private @Nullable Path base;

  /**
   * Return the rules with the configuration that was given, which then is the only one, or with the
   * one that is found above the paths, or above the current folder if there are none.
   */
  HotfixRules rules(List<Path> paths) {
    List<Path> there = paths.stream().filter(Files::exists).toList();
    if (there.isEmpty()) {
      paths.forEach(Source::require);
    }
    List<Path> checked = there.isEmpty() ? List.of(Path.of("")) : there;
    return HotfixRules.standard().configured(configuration(checked));
  }

  private RuleConfiguration configuration(List<Path> checked) {
    if (config != null) {
      RuleConfiguration given = RuleConfiguration.read(Source.require(config));
      return given.relativeTo(RuleConfiguration.rootAbove(checked.get(0)));
    }
    List<Optional<RuleConfiguration>> found =
        checked.stream().map(RuleConfiguration::findAbove).toList();
    List<String> files =
        found.stream().map(f -> f.flatMap(RuleConfiguration::file).orElse("-")).distinct().toList();
    if (files.size() > 1) {
      throw Terminal.problem("two-configurations", String.join(", ", files));
    }
    return found.stream().flatMap(Optional::stream).findFirst().orElseGet(RuleConfiguration::none);
  }

  /** Return the values that hotfixes replace, if a folder with them was given. */
  Optional<BaseValues> base() {
    return Optional.ofNullable(base).map(Source::require).map(BaseValues::below);
  }
}
