package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.rules.internal.standard.Written.Word;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.NamingRules;
import io.caicloud.hotfix.spec.Product;
import java.util.List;
import java.util.Optional;

/**
 * HF103, HF201: what was found when a path was read, and whether its product or its group is one
 * that the organization uses. Where nobody says which there are, every one will do.
 */
final class KnownWord extends StandardRule<NameReview> {

  private final boolean ofProduct;

  private KnownWord(RuleId id, Severity severity, boolean ofProduct) {
    super(id, severity, Clause.PATH, NameReview.class);
    this.ofProduct = ofProduct;
  }

  static KnownWord product() {
    return new KnownWord(NamingRules.PACKAGE_FOLDER_NAME, Severity.WARNING, true);
  }

  static KnownWord group() {
    return new KnownWord(NamingRules.TREE_PATH, Severity.ERROR, false);
  }

  @Override
  public void check(NameReview review, RuleContext context) {
    forward(review.found(), context);
    List<String> known = known(context.input(Vocabulary.class).orElseGet(Vocabulary::none));
    Optional<Word> word = ofProduct ? review.written().product() : review.written().group();
    word.filter(w -> !known.isEmpty() && !known.contains(w.text()))
        .ifPresent(w -> context.report(unknown(w, known)));
  }

  private List<String> known(Vocabulary names) {
    return ofProduct
        ? names.productLines().stream().map(Product::name).toList()
        : names.addonGroups().stream().map(AddonGroup::value).toList();
  }

  private Finding unknown(Word word, List<String> known) {
    Optional<String> near = Suggestions.closest(word.text(), known);
    String text = near.isPresent() ? "unknown-meant" : "unknown";
    String all = String.join(", ", known);
    return finding(word.place(), text, word.text(), near.orElse(""), all);
  }

  private Finding finding(Location place, String text, Object... arguments) {
    return ofProduct
        ? warning(place, text, arguments).build()
        : error(place, text, arguments).build();
  }
}
