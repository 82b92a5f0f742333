package io.caicloud.hotfix.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuleEngineTest {

  @Test
  void core_alone_has_no_engine() {
    assertThat(RuleEngine.find()).isEmpty();
  }
}
