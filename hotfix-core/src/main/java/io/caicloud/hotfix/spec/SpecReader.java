package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.yaml.ReadingRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a {@code hotfix.yaml} apart and judges it, one finding per mistake. */
final class SpecReader {

  private final YamlDocument document;
  private final List<Finding> findings;
  private final Map<SpecKey, YamlScalar> values = new EnumMap<>(SpecKey.class);
  private final List<YamlScalar> images = new ArrayList<>();

  SpecReader(YamlDocument document) {
    this.document = document;
    this.findings = new ArrayList<>(document.findings());
    // Values are taken as they are written, so it does not matter what other readers make of them.
    findings.removeIf(finding -> finding.rule().equals(ReadingRules.YAML_DIALECT));
  }

  SpecScalars read() {
    Optional<YamlNode> root = document.root();
    if (root.isPresent() && root.get() instanceof YamlMapping mapping) {
      readKeys(mapping);
    } else {
      root.ifPresent(node -> add(SpecRules.TYPE, node, "spec-no-mapping"));
    }
    values.forEach(this::judge);
    return new SpecScalars(values, images);
  }

  List<Finding> findings() {
    return findings.stream().sorted().toList();
  }

  private void readKeys(YamlMapping mapping) {
    Set<SpecKey> missing = EnumSet.noneOf(SpecKey.class);
    for (SpecKey key : SpecKey.values()) {
      if (key.isRequired() && mapping.get(key.toString()).isEmpty()) {
        missing.add(key);
      }
    }
    for (YamlEntry entry : mapping.entries()) {
      Optional<SpecKey> key = SpecKey.find(entry.key().value());
      if (key.isEmpty()) {
        unknown(entry.key(), missing);
      } else if (key.get() == SpecKey.IMAGES) {
        readImages(entry.value());
      } else {
        scalar(key.get(), entry.value()).ifPresent(value -> values.put(key.get(), value));
      }
    }
    if (!missing.isEmpty()) {
      missing.forEach(key -> add(SpecRules.MISSING_KEY, mapping, "HF302", key));
    }
  }

  /** Report a key that is not known; if it is a required one misspelt, that one is not missing. */
  private void unknown(YamlScalar key, Set<SpecKey> missing) {
    Optional<String> meant = Suggestions.closest(key.value(), SpecKey.names());
    Finding.Builder finding =
        Finding.error(SpecRules.UNKNOWN_KEY, document.location(key))
            .message(Texts.message("HF301", key.value()));
    if (meant.isPresent()) {
      boolean lacking = missing.removeIf(known -> known.toString().equals(meant.get()));
      finding
          .remedy(Texts.message("HF301.suggestion", meant.get()))
          .fix(
              new Fix(
                  Texts.message("HF301.suggestion", meant.get()),
                  List.of(document.edit(key.range(), meant.get())),
                  lacking));
    } else {
      finding.remedy(Texts.message("HF301.remedy", String.join(", ", SpecKey.names())));
    }
    findings.add(finding.build());
  }

  private void readImages(YamlNode node) {
    if (!(node instanceof YamlSequence list)) {
      add(SpecRules.TYPE, node, "HF303.images");
      return;
    }
    for (YamlNode item : list.items()) {
      Optional<YamlScalar> image = scalar(SpecKey.IMAGES, item);
      image.ifPresent(images::add);
      image
          .filter(text -> !ImageReference.isValid(text.value()))
          .ifPresent(text -> add(SpecRules.IMAGE_REFERENCE, text, "HF503", text.value()));
    }
  }

  private Optional<YamlScalar> scalar(SpecKey key, YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.type() != YamlScalar.Type.NULL) {
      return Optional.of(scalar);
    }
    add(SpecRules.TYPE, node, "HF303", key);
    return Optional.empty();
  }

  private void judge(SpecKey key, YamlScalar scalar) {
    Location location = document.location(scalar);
    String text = scalar.value();
    switch (key) {
      case PRODUCT_VERSION -> NamingRules.productVersion(location, text).ifPresent(findings::add);
      case DATE -> NamingRules.hotfixDate(location, text).ifPresent(findings::add);
      case DESC -> NamingRules.desc(location, text).ifPresent(f -> findings.add(fixed(f, scalar)));
      case PRODUCT -> pattern(Product.isValid(text), scalar, "HF305.product");
      case GROUP -> pattern(AddonGroup.isValid(text), scalar, "HF305.group");
      case VALUES -> pattern(ValuesPath.isValid(text), scalar, "HF305.values");
      case IMAGES -> throw new IllegalStateException("images are judged one by one");
    }
  }

  /** Return the finding with the change to the desc that is meant, if that is known. */
  private Finding fixed(Finding finding, YamlScalar scalar) {
    return HotfixDesc.suggest(scalar.value())
        .map(
            meant ->
                Finding.error(finding.rule(), finding.location())
                    .message(finding.message())
                    .remedy(finding.remedy())
                    .fix(
                        new Fix(
                            finding.remedy(),
                            List.of(document.edit(scalar.range(), meant.toString())),
                            true))
                    .build())
        .orElse(finding);
  }

  private void pattern(boolean valid, YamlScalar scalar, String text) {
    if (!valid) {
      add(SpecRules.PATTERN, scalar, text, scalar.value());
    }
  }

  private void add(RuleId rule, YamlNode node, String text, Object... arguments) {
    findings.add(
        Finding.error(rule, document.location(node))
            .message(Texts.message(text, arguments))
            .remedy(Texts.message(text + ".remedy", arguments))
            .build());
  }
}
