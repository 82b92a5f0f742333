package io.caicloud.hotfix;

import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.UsedSuppression;
import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.rule.RuleEngine;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.Verdict;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the rules judge hotfixes, and makes candidates of those that pass. */
final class Checker {

  private final BuildOptions options;
  private final @Nullable RuleEngine rules;

  /**
   * Find the rules.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code rules-missing}
   */
  Checker(BuildOptions options) {
    this.options = options;
    this.rules = options.unchecked().isPresent() ? null : engine(options);
  }

  private static RuleEngine engine(BuildOptions options) {
    return options.rules().or(RuleEngine::find).orElseThrow(() -> Texts.failure("rules-missing"));
  }

  Candidate check(HotfixSpec spec) {
    String name = spec.values().toString().replace('\\', '/');
    YamlDocument document = YamlDocument.read(spec.values(), name);
    RuleReport report = judge(name, List.of(document, spec));
    AddonValues values = readable(document);
    return candidate(spec, identity(values), values, report);
  }

  Candidate check(SpecDocument document) {
    String name = document.document().file();
    judge(name, List.of(document));
    return check(document.spec().orElseThrow(() -> unusable(name, document.findings())));
  }

  Candidate check(TreeEntry entry) {
    RuleReport report = judge(entry.path(), List.of(entry));
    HotfixSpec spec = entry.spec().orElseThrow(() -> unusable(entry.path(), entry.problems()));
    AddonValues values = entry.values().orElseThrow(() -> unusable(entry.path(), entry.problems()));
    HotfixIdentity identity = entry.identity().orElseGet(() -> identity(values));
    return candidate(spec, identity, values, report);
  }

  private @Nullable RuleReport judge(String name, List<?> subjects) {
    if (rules == null) {
      return null;
    }
    RuleReport report = rules.check(subjects, options.inputs());
    if (report.verdict() != Verdict.PASS) {
      throw new HotfixRejectedException(name, report);
    }
    return report;
  }

  private Candidate candidate(
      HotfixSpec spec, HotfixIdentity identity, AddonValues values, @Nullable RuleReport report) {
    List<ImageReference> images = images(spec, values);
    boolean configOnly = options.isConfigOnly(identity.addon());
    return new Candidate(
        spec,
        identity,
        values,
        configOnly ? List.of() : images,
        configOnly ? images : List.of(),
        evidence(report),
        report);
  }

  private static List<ImageReference> images(HotfixSpec spec, AddonValues values) {
    Set<ImageReference> images = new LinkedHashSet<>(values.imageReferences());
    images.addAll(spec.images());
    return List.copyOf(images);
  }

  private Evidence evidence(@Nullable RuleReport report) {
    return report == null
        ? new Evidence.Unchecked(options.unchecked().orElseThrow())
        : new Evidence.Checked(
            report.ruleSet(), Digest.parse(report.digest()), UsedSuppression.of(report));
  }

  private static HotfixIdentity identity(AddonValues values) {
    String file = values.document().file();
    return new HotfixIdentity(
        AddonName.parse(text(file, "name", values.metadata().name())),
        Namespace.parse(text(file, "namespace", values.metadata().namespace())),
        HotfixVersion.parse(text(file, "version", values.metadata().version())));
  }

  private static String text(String file, String key, Optional<YamlScalar> scalar) {
    return scalar
        .map(YamlScalar::value)
        .orElseThrow(() -> Texts.failure("identity-missing", file, key));
  }

  private static AddonValues readable(YamlDocument document) {
    if (document.root().isEmpty()) {
      throw unusable(document.file(), document.findings());
    }
    return AddonValues.of(document);
  }

  private static HotfixException unusable(String name, List<Finding> why) {
    return Texts.failure("values-unreadable", name, why.isEmpty() ? "-" : why.get(0));
  }
}
