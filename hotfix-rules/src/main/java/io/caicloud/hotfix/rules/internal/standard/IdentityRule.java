package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * HF106, HF107, HF206: {@code _metadata} says what a hotfix is, in a form that can be packed, and
 * agrees with the path. Values that belong to no hotfix need not.
 */
final class IdentityRule extends StandardRule<NameReview> {

  private final String key;
  private final BiFunction<Location, String, Optional<Finding>> form;
  private final boolean required;

  /**
   * Create a rule.
   *
   * @param id its id
   * @param key the key of {@code _metadata}
   * @param form judges the text of the key
   * @param required whether to say that the key is missing
   */
  IdentityRule(
      RuleId id,
      String key,
      BiFunction<Location, String, Optional<Finding>> form,
      boolean required) {
    super(id, Severity.ERROR, Clause.METADATA, NameReview.class);
    this.key = key;
    this.form = form;
    this.required = required;
  }

  @Override
  public void check(NameReview review, RuleContext context) {
    forward(review.found(), context);
    review.values().ifPresent(values -> metadata(values, review, context));
  }

  private void metadata(ValuesTree values, NameReview review, RuleContext context) {
    Optional<YamlNode> metadata = Nodes.at(values.root(), "_config", "_metadata");
    Optional<YamlScalar> text = metadata.flatMap(node -> Nodes.scalar(node, key));
    // A variable left over has a finding of its own.
    text.filter(scalar -> !scalar.value().contains("[["))
        .flatMap(scalar -> form.apply(values.place(scalar), scalar.value()))
        .ifPresent(context::report);
    boolean lacks =
        metadata
            .filter(node -> node instanceof YamlMapping mapping && mapping.entry(key).isEmpty())
            .isPresent();
    if (lacks && required && !(key.equals("namespace") && review.inTree())) {
      context.report(error(place(values, metadata.get()), "missing", key).build());
    }
  }

  /** Return the place of the key {@code _metadata}, where the schemas miss keys too. */
  private static Location place(ValuesTree values, YamlNode metadata) {
    return Nodes.at(values.root(), "_config")
        .flatMap(c -> c instanceof YamlMapping m ? m.entry("_metadata") : Optional.empty())
        .map(e -> new Location(values.document().file(), e.key().range(), metadata.pointer()))
        .orElseGet(() -> values.place(metadata));
  }
}
