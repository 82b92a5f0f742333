package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.HotfixRules;
import io.caicloud.hotfix.tree.ReleaseTree;
import java.nio.file.Path;
import java.util.Locale;

/** A gate for pull requests that embeds the rules: every mistake at its line, and a verdict. */
public final class PullRequestGate {

  private PullRequestGate() {}

  /**
   * Judge a release tree and print what the rules say.
   *
   * @param args the root of the checkout, or any folder of the release tree
   */
  public static void main(String[] args) {
    RuleReport report = HotfixRules.standard().check(ReleaseTree.read(Path.of(args[0])));
    for (Finding finding : report.findings()) {
      System.out.println(
          finding.location()
              + ": "
              + finding.severity().name().toLowerCase(Locale.ROOT)
              + " "
              + finding.rule().code()
              + ": "
              + finding.message().text(Locale.ENGLISH));
    }
    System.out.println(report.verdict());
  }
}
