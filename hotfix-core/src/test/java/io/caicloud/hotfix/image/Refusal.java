package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks that a call is refused with a code, and that both texts hold the facts. */
final class Refusal {

  private Refusal() {}

  static void of(ThrowingCallable call, String code, Object... facts) {
    HotfixException refusal = catchThrowableOfType(HotfixException.class, call);
    assertThat(refusal).as("refused").isNotNull();
    String english = refusal.message(Locale.ENGLISH);
    String chinese = refusal.message(Locale.CHINESE);
    assertThat(refusal.code()).as(english).isEqualTo(code);
    assertThat(chinese).containsPattern("\\p{IsHan}");
    // What to do comes last, after a semicolon.
    assertThat(english).contains("; ").doesNotContainPattern("\\p{IsHan}|\\{\\d\\}");
    assertThat(chinese).contains("；").doesNotContainPattern("\\{\\d\\}");
    for (Object fact : facts) {
      assertThat(english).contains(fact.toString());
      assertThat(chinese).contains(fact.toString());
    }
  }
}
