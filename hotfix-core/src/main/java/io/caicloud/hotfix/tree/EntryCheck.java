package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.values.Metadata;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges the path of one hotfix, alone and against what its values say. */
final class EntryCheck {

  private final EntrySource source;
  private final EntryFacts facts;
  private final Optional<HotfixDesc> desc;
  private final Location location;
  private final List<Finding> findings = new ArrayList<>();

  EntryCheck(EntrySource source, EntryFacts facts, Optional<HotfixDesc> desc) {
    this.source = source;
    this.facts = facts;
    this.desc = desc;
    this.location = Location.of(source.path().toString());
  }

  List<Finding> findings() {
    List<Finding> missing = missing(source, facts, desc);
    findings.addAll(missing);
    for (Finding finding : source.path().findings()) {
      boolean said = missing.contains(finding) || finding.rule().equals(NamingRules.OEM_FOLDER);
      // That the shape is an older one goes without saying where parts of it are missing.
      boolean shape = finding.rule().equals(NamingRules.TREE_PATH) && !missing.isEmpty();
      if (!said && !shape) {
        findings.add(finding);
      }
    }
    facts.folder().ifPresent(this::folderName);
    source.readable().map(AddonValues::metadata).ifPresent(this::againstMetadata);
    return findings;
  }

  /** Return what the path lacks for a spec, or has in a wrong form. */
  static List<Finding> missing(EntrySource source, EntryFacts facts, Optional<HotfixDesc> desc) {
    EntryCheck check = new EntryCheck(source, facts, desc);
    ReleasePath path = source.path();
    if (path.productVersion().isEmpty()) {
      check.missingOr(path.versionFolder(), NamingRules.PRODUCT_VERSION, "no-product-version");
    }
    if (path.date().isEmpty()) {
      check.missingOr(path.dateFolder(), NamingRules.HOTFIX_DATE, "no-date");
    }
    if (path.group().isEmpty()) {
      String found = path.groupFolder().orElse("");
      check.error(NamingRules.TREE_PATH, found.isEmpty() ? "no-group" : "bad-group", found);
    }
    if (desc.isEmpty()) {
      check.noDesc();
    }
    return check.findings;
  }

  /** Take over what the path says of a folder that is written wrong, or say that there is none. */
  private void missingOr(Optional<String> written, RuleId rule, String key) {
    if (written.isEmpty()) {
      error(rule, key);
    } else {
      source.path().findings().stream()
          .filter(finding -> finding.rule().equals(rule))
          .forEach(findings::add);
    }
  }

  private void noDesc() {
    Optional<PackageFolderName> folder = facts.folder();
    Optional<String> other = folder.flatMap(PackageFolderName::otherIssue);
    if (folder.filter(EntryFacts::disagrees).isPresent()) {
      String front = folder.flatMap(PackageFolderName::leadingDesc).orElseThrow().toString();
      String behind = folder.flatMap(PackageFolderName::trailingDesc).orElseThrow().toString();
      error(NamingRules.DESC_FORMAT, "two-descs", front, behind);
    } else if (other.isPresent()) {
      error(NamingRules.DESC_FORMAT, "other-tracker", other.get());
    } else {
      error(NamingRules.DESC_FORMAT, "no-desc");
    }
  }

  private void folderName(PackageFolderName name) {
    // That a desc is missing is a finding of its own.
    if (name.misspelt() || desc.isPresent()) {
      NamingRules.packageFolder(location, name, () -> standard(name)).ifPresent(findings::add);
    }
  }

  private String standard(PackageFolderName name) {
    Product product = name.product().orElse(Product.COMPASS);
    return facts
        .identity()
        .flatMap(
            is -> desc.map(why -> PackageFolderName.of(product, is.addon(), is.version(), why)))
        .map(PackageFolderName::toString)
        .orElse(PackageFolderName.FORM);
  }

  private void againstMetadata(Metadata metadata) {
    metadata.name().ifPresent(this::addon);
    metadata.version().ifPresent(this::version);
    if (metadata.node().isPresent()) {
      namespace(metadata.namespace(), source.path().namespaceFolder());
    }
  }

  private void addon(YamlScalar name) {
    Predicate<String> differs = text -> !text.equals(name.value());
    source
        .path()
        .addonText()
        .filter(differs)
        .or(() -> facts.folder().flatMap(PackageFolderName::addon).map(AddonName::value))
        .filter(differs)
        .ifPresent(text -> say(warning(NamingRules.ADDON_NAME, name), "addon", text, name.value()));
  }

  private void version(YamlScalar version) {
    facts
        .folder()
        .flatMap(PackageFolderName::version)
        .filter(text -> !text.value().equals(version.value()))
        .ifPresent(
            text ->
                say(warning(TreeRules.VERSION_PATH, version), "version", text, version.value()));
  }

  private void namespace(Optional<YamlScalar> value, Optional<String> folder) {
    RuleId rule = NamingRules.NAMESPACE_FOLDER;
    if (value.isPresent()) {
      YamlScalar scalar = value.get();
      folder
          .filter(text -> !text.equals(scalar.value()))
          .ifPresent(
              text ->
                  say(
                      Finding.error(rule, source.document().location(scalar)),
                      "namespace-differs",
                      text,
                      scalar.value()));
    } else if (folder.isEmpty()) {
      error(rule, "no-namespace");
    } else if (facts.namespace().isEmpty()) {
      error(rule, "bad-namespace", folder.get());
    }
  }

  private Finding.Builder warning(RuleId rule, YamlScalar place) {
    return Finding.warning(rule, source.document().location(place));
  }

  private void error(RuleId rule, String key, Object... arguments) {
    say(Finding.error(rule, location), key, arguments);
  }

  private void say(Finding.Builder finding, String key, Object... arguments) {
    findings.add(
        finding
            .message(Texts.message(key, arguments))
            .remedy(Texts.message(key + ".remedy", arguments))
            .build());
  }
}
