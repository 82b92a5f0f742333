package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a package, up to a limit that a person can read. */
final class Problems {

  private static final int MOST = 100;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** Add an error with the text of a key below {@code problem.}, and that key's remedy. */
  void add(RuleId rule, String entry, String key, Object... arguments) {
    add(rule, entry, Texts.message("problem." + key, arguments));
  }

  void add(RuleId rule, String entry, Message text) {
    if (findings.size() < MOST) {
      Location location = Location.of(entry.isEmpty() ? file : file + "!/" + entry);
      findings.add(
          Finding.error(rule, location)
              .message(text)
              .remedy(Texts.message("remedy." + rule.slug()))
              .build());
    }
  }

  int size() {
    return findings.size();
  }

  List<Finding> list() {
    return findings.stream().sorted().toList();
  }
}
