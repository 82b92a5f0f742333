package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.rule.RuleOutcome.State;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rules that do not come back, and of the threads that they run in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TimeLimitTest {

  private static final RuleId SLOW = new RuleId("ABC001", "slow-rule");
  private static final RuleId LAST = new RuleId("ZZZ001", "last-rule");
  private static final YamlDocument BAD = document("invalid/image-without-tag.yaml");
  private static final YamlDocument GOOD = document("01-portal-web.yaml");
  private static final Duration SHORT = Duration.ofMillis(200);

  private final AtomicBoolean released = new AtomicBoolean();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void the_standard_rules_are_quick() {
    HotfixRules.standard().check(BAD);
  }

  @AfterEach
  void no_thread_is_left() throws InterruptedException {
    released.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void a_rule_that_spins_and_swallows_interrupts_is_given_up() {
    RuleReport report = engine((document, context) -> spin()).check(BAD);
    assertThat(report).isIncomplete().hasFinding("HF901").hasFinding("HF503", 14, 14);
    Finding notice = notice(report);
    assertThat(notice.message().text(Locale.ENGLISH)).contains("ABC001 slow-rule", "200 ms");
    assertThat(notice.location().file()).isEqualTo("invalid/image-without-tag.yaml");
    assertThat(report.outcome(SLOW).orElseThrow().state()).isEqualTo(State.TIMED_OUT);
    assertThat(threads).singleElement().matches(Thread::isDaemon).matches(Thread::isAlive);
  }

  @Test
  void a_rule_that_sleeps_is_woken() throws InterruptedException {
    BiConsumer<YamlDocument, RuleContext> sleeps =
        (document, context) -> {
          threads.add(Thread.currentThread());
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    RuleReport report = engine(sleeps).check(BAD);
    assertThat(report).isIncomplete().hasFinding("HF901").hasFinding("HF503", 14, 14);
    assertThat(report).hasNoFinding("HF900");
    assertThat(threads.remove().isAlive()).isFalse();
  }

  @Test
  void a_rule_that_waits_for_a_lock_is_given_up() {
    BiConsumer<YamlDocument, RuleContext> waits =
        (document, context) -> {
          threads.add(Thread.currentThread());
          synchronized (released) {
            released.set(true);
          }
        };
    synchronized (released) {
      RuleReport report = engine(waits).check(BAD);
      assertThat(report).isIncomplete().hasFinding("HF901").hasFinding("HF503", 14, 14);
      assertThat(released).isFalse();
    }
  }

  @Test
  void what_a_rule_says_before_and_after_its_time_does_not_count() throws InterruptedException {
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    RuleReport report =
        engine(
                (document, context) -> {
                  context.report(Rules.finding(SLOW, "early"));
                  spin();
                  try {
                    context.report(Rules.finding(SLOW, "late"));
                  } catch (HotfixException e) {
                    thrown.add(e);
                  }
                })
            .check(BAD);
    released.set(true);
    threads.element().join();
    assertThat(report).isIncomplete().hasNoFinding("ABC001");
    assertThat(thrown).hasSize(1);
  }

  @Test
  void the_rules_behind_it_see_the_same_subject_and_those_after_it() {
    List<String> seen = new ArrayList<>();
    HotfixRules rules =
        engine((document, context) -> spin())
            .with(Rules.rule(LAST, YamlDocument.class, (document, c) -> seen.add(document.file())));
    assertThat(rules.check(List.of(BAD, GOOD))).isIncomplete();
    assertThat(seen).containsExactly(BAD.file(), GOOD.file());
  }

  @Test
  void a_rule_that_was_late_on_one_file_judges_the_next() {
    HotfixRules rules =
        engine(
            (document, context) -> {
              if (document == BAD) {
                spin();
              } else {
                context.report(Rules.finding(SLOW, document.file()));
              }
            });
    assertThat(rules.check(List.of(BAD, GOOD))).hasFinding("HF901").hasFinding("ABC001");
  }

  @Test
  void a_rule_that_was_late_three_times_is_not_asked_again() {
    AtomicInteger asked = new AtomicInteger();
    HotfixRules rules =
        engine(
            (document, context) -> {
              asked.incrementAndGet();
              spin();
            });
    List<YamlDocument> documents = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      documents.add(YamlDocument.parse(i + ".yaml", GOOD.bytes()));
    }
    RuleReport report = rules.check(documents);
    assertThat(asked).hasValue(3);
    assertThat(report.findings())
        .extracting(finding -> finding.location().file())
        .containsExactly("0.yaml", "1.yaml", "2.yaml");
    assertThat(rules.workers(8).check(documents)).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void an_interrupt_of_the_caller_ends_a_check_in_a_rule_that_spins(int workers) throws Exception {
    CountDownLatch spinning = new CountDownLatch(1);
    HotfixRules rules =
        HotfixRules.standard()
            .workers(workers)
            .with(
                Rules.rule(
                    SLOW,
                    YamlDocument.class,
                    (document, context) -> {
                      spinning.countDown();
                      spin();
                    }));
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                rules.check(List.of(BAD, GOOD));
              } catch (HotfixException e) {
                thrown.add(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    spinning.await();
    caller.interrupt();
    caller.join();
    assertThat(thrown)
        .singleElement()
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
    assertThat(flag).isTrue();
  }

  @Test
  void a_machine_without_memory_does_not_pass() {
    HotfixRules rules =
        engine(
            (document, context) -> {
              throw new OutOfMemoryError("no memory, says the test");
            });
    assertThatThrownBy(() -> rules.check(List.of(GOOD, BAD))).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void a_rule_that_throws_what_it_need_not_declare_is_one_that_failed() {
    assertThat(
            engine(
                    (document, context) -> {
                      throw new AssertionError("says the test");
                    })
                .check(BAD))
        .isIncomplete()
        .hasFinding("HF900")
        .hasFinding("HF503", 14, 14);
  }

  @Test
  void an_interrupt_that_a_rule_leaves_behind_reaches_no_other() {
    List<Boolean> seen = new ArrayList<>();
    HotfixRules rules =
        HotfixRules.standard()
            .with(
                Rules.rule(
                    SLOW, YamlDocument.class, (d, context) -> Thread.currentThread().interrupt()))
            .with(
                Rules.rule(
                    LAST,
                    YamlDocument.class,
                    (d, context) -> seen.add(Thread.currentThread().isInterrupted())));
    assertThat(rules.check(List.of(GOOD, GOOD))).isPass();
    assertThat(seen).containsExactly(false, false);
  }

  @Test
  void rules_see_the_class_loader_of_the_caller_and_leave_no_thread() {
    Queue<ClassLoader> loaders = new ConcurrentLinkedQueue<>();
    ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(mine);
    try {
      HotfixRules.standard()
          .workers(2)
          .with(
              Rules.rule(
                  SLOW,
                  YamlDocument.class,
                  (document, context) -> {
                    threads.add(Thread.currentThread());
                    loaders.add(Thread.currentThread().getContextClassLoader());
                  }))
          .check(List.of(GOOD, BAD));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(loaders).containsOnly(mine);
    assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
  }

  @Test
  void numbers_out_of_range_are_refused() {
    HotfixRules rules = HotfixRules.standard();
    assertThatThrownBy(() -> rules.workers(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules.workers(65)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules.timeLimit(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rules.timeLimit(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HotfixRules engine(BiConsumer<YamlDocument, RuleContext> check) {
    return HotfixRules.standard()
        .timeLimit(SHORT)
        .with(Rules.rule(SLOW, YamlDocument.class, check));
  }

  /** Go on until the end of the test, whatever comes. */
  private void spin() {
    threads.add(Thread.currentThread());
    while (!released.get()) {
      Thread.interrupted();
    }
  }

  private static Finding notice(RuleReport report) {
    return report.findings().stream()
        .filter(f -> f.rule().equals(EngineRules.RULE_TIMEOUT))
        .findFirst()
        .orElseThrow();
  }

  private static YamlDocument document(String file) {
    return YamlDocument.parse(file, ValuesExamples.bytes(file));
  }
}
