package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.Tracker;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.rules.internal.standard.Written.Word;
import io.caicloud.hotfix.spec.NamingRules;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HF104: a desc has the form of the process document, or is of a tracker that is known here. */
final class DescFormat extends StandardRule<NameReview> {

  private static final Pattern ISSUE = Pattern.compile("([a-z]+)([1-9]\\d{0,8})");

  DescFormat() {
    super(NamingRules.DESC_FORMAT, Severity.ERROR, Clause.DESC, NameReview.class);
  }

  @Override
  public void check(NameReview review, RuleContext context) {
    for (Finding finding : review.found()) {
      if (finding.rule().equals(description().id())) {
        context.report(known(review, context).orElse(finding));
      }
    }
  }

  /** Return what to say of an issue of a tracker that is known. */
  private Optional<Finding> known(NameReview review, RuleContext context) {
    Optional<Word> issue = review.written().issue();
    Matcher matcher = ISSUE.matcher(issue.map(Word::text).orElse(""));
    Vocabulary names = context.input(Vocabulary.class).orElseGet(Vocabulary::none);
    if (issue.isEmpty() || !matcher.matches() || !names.trackers().containsKey(matcher.group(1))) {
      return Optional.empty();
    }
    Tracker tracker = names.trackers().get(matcher.group(1));
    int number = Integer.parseInt(matcher.group(2));
    Word word = issue.get();
    return Optional.of(
        hint(word.place(), "tracker", word.text(), tracker.issue(number), tracker.kind().prefix())
            .build());
  }
}
