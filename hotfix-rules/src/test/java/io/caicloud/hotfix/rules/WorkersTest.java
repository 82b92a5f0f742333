package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.Rule;
import io.caicloud.hotfix.rule.RuleInputs;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rules.internal.standard.StandardRules;
import io.caicloud.hotfix.rules.report.ReportFormat;
import io.caicloud.hotfix.rules.report.ReportWriter;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several workers find what one finds, to the byte. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkersTest {

  private static final RuleId SLOW = new RuleId("ABC001", "slow-rule");
  private static final RuleId BROKEN = new RuleId("ABC002", "broken-rule");
  private static final int HOTFIXES = 60;

  @TempDir private Path folder;
  private ReleaseTree tree;

  @BeforeEach
  void write_a_tree() {
    ReleaseTreeBuilder builder = ReleaseTreeBuilder.in(folder);
    for (int i = 0; i < HOTFIXES; i++) {
      String values = Judged.GOOD.replace("portal-web", "addon-" + i).replace("v3.4.2", "v3.3.2");
      builder.file(
          "release-hotfixes/2.7.2/20181123/compass-hotfixes-addon-%d-v3.3.2-fix-%d/g/addon-%d.yaml"
              .formatted(i, i + 1, i),
          i % 3 == 0 ? values.replace(":v3.3.2", "") : i % 7 == 0 ? "a: [" : values);
    }
    tree = builder.read();
  }

  @Test
  void eight_workers_write_the_bytes_of_one() {
    // The first check loads classes, which on a busy machine takes a rule's time.
    HotfixRules.standard().check(tree);
    HotfixRules rules = withTrouble();
    RuleReport one = rules.check(tree);
    assertThat(one).isIncomplete().hasFinding("HF900").hasFinding("HF901").hasFinding("HF503");
    for (int run = 0; run < 3; run++) {
      RuleReport eight = rules.workers(8).check(tree);
      assertThat(eight).isEqualTo(one);
      assertThat(eight.digest()).isEqualTo(one.digest());
      for (ReportFormat format : ReportFormat.values()) {
        ReportWriter writer = ReportWriter.of(format).rules(rules.catalogue());
        assertThat(writer.write(eight)).isEqualTo(writer.write(one));
      }
    }
  }

  /** Return an engine with a rule that is late and one that fails, each in the middle. */
  private static HotfixRules withTrouble() {
    return HotfixRules.standard()
        .timeLimit(Duration.ofMillis(700))
        .with(Rules.rule(SLOW, TreeEntry.class, (entry, context) -> slow(entry)))
        .with(
            Rules.rule(
                BROKEN,
                TreeEntry.class,
                (entry, context) -> {
                  context.report(Rules.finding(BROKEN, entry.path()));
                  if (entry.path().contains("-fix-2")) {
                    throw new IllegalStateException("says the test");
                  }
                }));
  }

  private static void slow(TreeEntry entry) {
    if (entry.path().contains("-fix-3")) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void the_order_of_the_rules_does_not_show() {
    RuleReport report = HotfixRules.standard().check(tree);
    List<Rule<?>> rules = new ArrayList<>(StandardRules.all());
    Random random = new Random(7);
    for (int run = 0; run < 3; run++) {
      Collections.shuffle(rules, random);
      Run shuffled = new Run(report.ruleSet(), Setup.of(rules), RuleInputs.none());
      assertThat(shuffled.check(List.of(tree))).isEqualTo(report);
    }
  }

  @Test
  void workers_judge_hotfixes_of_a_tree_at_the_same_time() {
    CountDownLatch together = new CountDownLatch(4);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Rule<TreeEntry> rule =
        Rules.rule(
            SLOW,
            TreeEntry.class,
            (entry, context) -> {
              threads.add(Thread.currentThread());
              together.countDown();
              try {
                together.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    RuleReport report = HotfixRules.standard().workers(4).with(rule).check(tree);
    assertThat(report).hasNoFinding("HF900");
    assertThat(threads).hasSize(4).noneMatch(Thread::isAlive);
  }

  @Test
  void a_hotfix_that_changed_since_the_tree_was_read_is_not_judged() throws IOException {
    for (TreeEntry entry : tree.entries()) {
      Files.writeString(entry.file(), "other: text\n");
    }
    System.gc();
    for (int workers : List.of(1, 8)) {
      RuleReport report = HotfixRules.standard().workers(workers).check(tree);
      assertThat(report).isIncomplete();
      assertThat(report.findings())
          .filteredOn(finding -> finding.rule().equals(EngineRules.INPUT_UNREADABLE))
          .hasSize(HOTFIXES)
          .allSatisfy(f -> assertThat(f.remedy().toString()).contains("changed"));
    }
  }
}
