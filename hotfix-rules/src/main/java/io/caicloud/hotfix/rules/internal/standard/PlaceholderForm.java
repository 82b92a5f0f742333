package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.Suggestions;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.rules.internal.standard.Variables.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * HF014: the site replaces {@code [[ name ]]} with one blank at each side, and nothing else.
 * Regular expressions such as {@code [[a-z]]} look alike, so only names that the sites know are
 * judged.
 */
final class PlaceholderForm extends StandardRule<ValuesTree> {

  PlaceholderForm() {
    super(
        new RuleId("HF014", "placeholder-form"),
        Severity.ERROR,
        Clause.VARIABLES,
        ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    Set<String> known = known(context);
    for (PlacedVariable placed : values.variables()) {
      Variable variable = placed.variable();
      if (known.contains(variable.name()) || variable.isBuildTime()) {
        form(values, placed, context);
      } else if (variable.wellFormed()) {
        Suggestions.closest(variable.name(), known)
            .map(meant -> hint(values.place(placed), "unknown", variable.name(), meant).build())
            .ifPresent(context::report);
      }
    }
  }

  private static Set<String> known(RuleContext context) {
    Set<String> known = new HashSet<>(Variables.KNOWN);
    context.input(Vocabulary.class).map(Vocabulary::placeholders).ifPresent(known::addAll);
    return known;
  }

  private void form(ValuesTree values, PlacedVariable placed, RuleContext context) {
    Variable variable = placed.variable();
    if (!variable.wellFormed()) {
      String right = "[[ " + variable.name() + " ]]";
      Location place = values.place(placed);
      TextEdit edit = values.document().edit(Objects.requireNonNull(place.range()), right);
      String found = placed.text();
      context.report(
          error(place, "blanks", found, right)
              .fix(new Fix(Texts.message("fix.write", right), List.of(edit), true))
              .build());
    }
  }
}
