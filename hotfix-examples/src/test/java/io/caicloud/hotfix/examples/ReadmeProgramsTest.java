package io.caicloud.hotfix.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.HotfixDesc;
import org.junit.jupiter.api.Test;

/** The programs of README.md, run. Its blocks are the regions of this file, see ReadmeTest. */
final class ReadmeProgramsTest {

  @Test
  void knows_the_issue_of_a_hotfix() {
    // @start region="desc"
    HotfixDesc desc = HotfixDesc.parse("bug211");
    // @end

    assertThat(desc.issue()).contains("211");
  }
}
