package org.example.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ValuesTest {

  @Test
  void tells_what_is_wrong_in_both_languages() {
    byte[] twice = "a: 1\na: 2\n".getBytes(StandardCharsets.UTF_8);

    List<Finding> findings = Values.findings("values.yaml", twice);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message().text(Locale.ENGLISH)).contains("\"a\"");
    assertThat(findings.get(0).message().text(Locale.CHINESE)).containsPattern("\\p{IsHan}");
  }

  @Test
  void runs_on_the_path_that_it_was_compiled_for() {
    boolean onModulePath = Files.exists(Path.of("src/main/java/module-info.java"));

    assertThat(Values.class.getModule().isNamed()).isEqualTo(onModulePath);
    assertThat(Finding.class.getModule().isNamed()).isEqualTo(onModulePath);
  }

  @Test
  void knows_the_issue_of_a_hotfix() {
    assertThat(Values.issue("bug211")).contains("211");
  }
}
