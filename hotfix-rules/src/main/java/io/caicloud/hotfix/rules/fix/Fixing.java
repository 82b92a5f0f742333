package io.caicloud.hotfix.rules.fix;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.ReadingRules;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rounds of fixing one text. For one run in one thread. */
final class Fixing {

  /** How often one text is checked at most, so that fixes that never end do. */
  private static final int MOST_CHECKS = 1_000;

  /** What is no text, or not what it looks like, is for people to change. */
  private static final Set<RuleId> UNTOUCHED =
      Set.of(
          ReadingRules.UTF8, ReadingRules.SIZE, ReadingRules.CONTROL_CHARACTER, ReadingRules.BIDI);

  private final Function<YamlDocument, RuleReport> rules;
  private final Predicate<Finding> wanted;
  private final List<Finding> applied = new ArrayList<>();
  private final List<DroppedFix> dropped = new ArrayList<>();
  private int checks;

  /**
   * Create a run.
   *
   * @param rules judges a text
   * @param wanted tells which findings to fix
   */
  Fixing(Function<YamlDocument, RuleReport> rules, Predicate<Finding> wanted) {
    this.rules = rules;
    this.wanted = wanted;
  }

  FixedDocument run(YamlDocument before) {
    YamlDocument text = before;
    if (before.findings().stream().noneMatch(finding -> UNTOUCHED.contains(finding.rule()))) {
      RuleReport report = rules.apply(before);
      boolean changing = true;
      while (changing) {
        dropped.clear();
        Attempt kept = new Round(text, report).run();
        applied.addAll(kept.fixes());
        changing = !kept.fixes().isEmpty();
        text = kept.document();
        report = kept.report();
      }
    }
    return new FixedDocument(before, text, applied, dropped);
  }

  /** The fixes of one report, all applied to one text. */
  private final class Round {

    private final YamlDocument text;
    private final RuleReport report;

    Round(YamlDocument text, RuleReport report) {
      this.text = text;
      this.report = report;
    }

    /** Return the text with all fixes that hold. A fix that meets one that holds is left. */
    Attempt run() {
      Attempt kept = new Attempt(text, report, List.of());
      List<Finding> waiting = candidates();
      while (!waiting.isEmpty()) {
        Edits taken = Edits.of(kept.fixes());
        List<Finding> group = new ArrayList<>();
        List<Finding> later = new ArrayList<>();
        for (Finding finding : waiting) {
          if (taken.meet(Edits.of(finding))) {
            later.add(finding);
          } else {
            group.add(finding);
            taken.add(Edits.of(finding));
          }
        }
        kept = keep(kept, group);
        Edits held = Edits.of(kept.fixes());
        later.removeIf(finding -> held.meet(Edits.of(finding)));
        waiting = later;
      }
      return kept;
    }

    private List<Finding> candidates() {
      int length = text.bytes().length;
      List<Finding> candidates = new ArrayList<>();
      for (Finding finding : report.findings()) {
        boolean here = finding.location().file().equals(text.file());
        if (here && wanted.test(finding)) {
          if (Edits.fit(Edits.of(finding), length)) {
            candidates.add(finding);
          } else {
            drop(finding, Texts.message("outside"));
          }
        }
      }
      return candidates;
    }

    /** Try the fixes all at once; where that fails, halve them to find those that do not hold. */
    private Attempt keep(Attempt kept, List<Finding> group) {
      if (group.isEmpty()) {
        return kept;
      }
      if (checks >= MOST_CHECKS) {
        group.forEach(finding -> drop(finding, Texts.message("budget", MOST_CHECKS)));
        return kept;
      }
      List<Finding> fixes = new ArrayList<>(kept.fixes());
      fixes.addAll(group);
      Verification verification = new Verification(text, Edits.of(fixes).toList());
      RuleReport after = rules.apply(verification.edited());
      checks++;
      Optional<Message> objection = verification.objection(report, after, fixes);
      if (objection.isEmpty()) {
        return new Attempt(verification.edited(), after, fixes);
      }
      if (group.size() == 1) {
        drop(group.get(0), objection.get());
        return kept;
      }
      int half = group.size() / 2;
      return keep(keep(kept, group.subList(0, half)), group.subList(half, group.size()));
    }

    private void drop(Finding finding, Message reason) {
      dropped.add(new DroppedFix(finding, reason));
    }
  }
}
