package io.caicloud.hotfix.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RuleInputsTest {

  @Test
  void nothing_is_there_unless_given() {
    assertThat(RuleInputs.none().find(Clock.class)).isEmpty();
  }

  @Test
  void an_input_is_found_under_its_type_only() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    RuleInputs inputs = RuleInputs.of(clock);
    assertThat(inputs.find(Clock.class)).containsSame(clock);
    assertThat(inputs.find(Object.class)).isEmpty();
    assertThat(inputs.with(String.class, "x").find(Clock.class)).containsSame(clock);
    assertThat(inputs.find(String.class)).as("the first is unchanged").isEmpty();
  }
}
