package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code hotfix check}. */
final class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void says_how_much_was_checked_when_all_is_good() {
    Cli run = Cli.run("check", Cli.tree(folder)).exits(0);

    assertThat(run.out()).isEqualTo("passed; checked: 3, errors: 0, warnings: 0, hints: 0\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shows_each_finding_with_its_line_and_way_out_on_stdout() throws IOException {
    Path values = broken();

    Cli run = Cli.run("check", values).exits(1);

    assertThat(Cli.lines(run.out()))
        .containsExactly(
            Cli.VALUES
                + ":14:7: error: \"imgae\" is not a key of the format here [HF301 unknown-key]",
            "  14 |     - imgae: '[[ registry_release ]]/console-web:v3.3.2'",
            "             ^^^^^",
            "     = did you mean image?",
            "     = suggestion: write image",
            "refused; checked: 3, errors: 1, warnings: 0, hints: 0");
    assertThat(run.err()).isEmpty();
    assertThat(Cli.run("check", values, "--lang", "zh").exits(1).out())
        .contains("错误: “imgae”不是这里可用的键", "拒绝；已检查 3 项，1 个错误");
  }

  @Test
  void prints_nothing_but_json_on_request() throws IOException {
    JsonNode good = Cli.run("check", Cli.tree(folder), "--json").exits(0).json();
    assertThat(good.get("verdict").asString()).isEqualTo("pass");
    assertThat(good.get("checked").asInt()).isEqualTo(3);
    assertThat(good.get("findings")).isEmpty();

    JsonNode finding = Cli.run("check", broken(), "--json").exits(1).json().get("findings").get(0);
    assertThat(finding.get("rule").asString()).isEqualTo("HF301");
    assertThat(finding.get("file").asString()).isEqualTo(Cli.VALUES);
    assertThat(finding.get("line").asInt()).isEqualTo(14);
    assertThat(finding.get("remedy").asString()).isEqualTo("did you mean image?");
  }

  @Test
  void prints_each_form_on_request_and_nothing_else() throws IOException {
    Path values = broken();

    assertThat(form(values, "console")).isEqualTo(Cli.run("check", values).out());
    assertThat(form(values, "json")).isEqualTo(Cli.run("check", values, "--json").out());
    assertThat(form(values, "sarif")).startsWith("{").contains("\"ruleId\" : \"HF301\"");
    assertThat(form(values, "JUnit")).startsWith("<?xml").contains("HF301 unknown-key\">");
    assertThat(form(values, "github"))
        .startsWith("::error file=" + Cli.VALUES + ",line=14,")
        .contains("title=HF301 unknown-key::");
    assertThat(form(values, "markdown")).startsWith("## ").contains("| HF301 unknown-key |");
  }

  @Test
  void describes_every_rule_in_sarif() {
    JsonNode rules =
        Cli.run("check", Cli.tree(folder), "--format", "sarif")
            .exits(0)
            .json()
            .at("/runs/0/tool/driver/rules");

    assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(rule.has("help")).isTrue());
  }

  @Test
  void refuses_two_forms_at_once_and_forms_it_does_not_know() throws IOException {
    Cli both = Cli.run("check", broken(), "--json", "--format", "sarif").exits(2);
    assertThat(both.json().get("code").asString()).isEqualTo("two-formats");
    Cli.run("check", broken(), "--json", "--format", "json").exits(1);
    assertThat(Cli.run("check", broken(), "--format", "xml").exits(2).err())
        .contains("console, json, sarif, junit, github, markdown");
  }

  @Test
  void says_why_it_could_not_check_in_json_too() {
    Cli missing = Cli.run("check", folder.resolve("none"), "--format", "json").exits(2);
    assertThat(missing.json().get("code").asString()).isEqualTo("nothing-there");
    assertThat(Cli.run("check", folder.resolve("none"), "--format", "sarif").exits(2).out())
        .isEmpty();
  }

  @Test
  void colours_on_a_terminal_unless_told_not_to() {
    assertThat(Colour.wanted(true, null)).isTrue();
    assertThat(Colour.wanted(true, "")).isTrue();
    assertThat(Colour.wanted(true, "0")).isFalse();
    assertThat(Colour.wanted(false, null)).isFalse();
  }

  @Test
  void judges_the_values_that_a_specification_names() throws IOException {
    Path spec = Files.writeString(folder.resolve("hotfix.yaml"), SampleSpecs.yaml());
    Path values = folder.resolve("console-web.yaml");
    Files.writeString(values, ValuesBuilder.values().build());
    Cli.run("check", spec).exits(0);

    Files.writeString(values, ValuesBuilder.values().build().replace("image:", "imgae:"));
    assertThat(Cli.run("check", spec).exits(1).out())
        .contains("console-web.yaml:14:7: error", "  14 |     - imgae: ");

    Files.delete(values);
    assertThat(Cli.run("check", spec).exits(2).err()).contains("there is nothing at " + values);
  }

  @Test
  void takes_a_package_and_judges_what_is_in_it() throws IOException {
    Path built = Cli.built(folder);
    assertThat(Cli.run("check", built).exits(0).out()).startsWith("passed; checked: 1,");

    Path renamed = Files.copy(built, folder.resolve("compass-hotfixes-other.tar.gz"));
    assertThat(Cli.run("check", renamed).exits(1).out()).contains("[HF511 package-contract]");

    byte[] bytes = Files.readAllBytes(built);
    bytes[bytes.length / 2] ^= 1;
    Files.write(built, bytes);
    assertThat(Cli.run("check", built).exits(1).out()).contains("[HF510 package-damage]");

    Files.writeString(built, "no package");
    Cli run = Cli.run("check", built, "--json").exits(1);
    assertThat(run.json().get("code").asString()).isEqualTo("package-damaged");
    assertThat(run.err()).contains("is not sound");
  }

  @Test
  void judges_several_paths_of_all_kinds_together() throws IOException {
    Path built = Cli.built(folder);
    Path values = Files.write(folder.resolve("v.yaml"), ValuesBuilder.values().bytes());

    assertThat(Cli.run("check", folder.resolve("tree"), built, values).exits(0).out())
        .contains("checked: 5,");
  }

  @Test
  void judges_the_others_when_one_of_several_paths_cannot_be_read() throws IOException {
    String wrong = ValuesBuilder.values().build().replace("image:", "imgae:");
    Path values = Files.writeString(folder.resolve("v.yaml"), wrong);
    Path none = folder.resolve("none.yaml");

    Cli run = Cli.run("check", none, values).exits(2);
    assertThat(run.out())
        .contains(none + ": error: ", "[HF902 input-unreadable]", "there is nothing at " + none)
        .contains(values + ":14:7: error: ", "could not be judged");
  }

  @Test
  void cannot_judge_what_is_not_there_is_empty_or_no_file() throws IOException {
    Cli missing = Cli.run("check", folder.resolve("none"), "--json").exits(2);
    assertThat(missing.json().get("code").asString()).isEqualTo("nothing-there");
    assertThat(missing.err()).contains(folder.resolve("none").toString());

    Files.createDirectories(folder.resolve("empty/release-hotfixes"));
    Cli empty = Cli.run("check", folder.resolve("empty")).exits(2);
    assertThat(empty.out())
        .contains(folder.resolve("empty") + "\" holds no hotfix", "could not be judged");

    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("none"));
    assertThat(Cli.run("check", link).exits(2).err()).contains("link.yaml is no regular file");

    assertThat(Cli.run("check", folder).exits(2).err()).contains("no release tree");
  }

  @Test
  void escapes_what_would_turn_the_reading_direction_of_a_terminal() throws IOException {
    Path values = folder.resolve("v.yaml");
    Files.writeString(values, ValuesBuilder.values().build() + "# \u202e\u001b[2J\n");

    assertThat(Cli.run("check", values).exits(1).out())
        .contains("\\u202e")
        .doesNotContain("\u202e", "\u001b");
  }

  private static String form(Path path, String format) {
    return Cli.run("check", path, "--format", format).exits(1).out();
  }

  private Path broken() throws IOException {
    Path values = Cli.tree(folder).resolve(Cli.VALUES);
    return Files.writeString(values, Files.readString(values).replace("image:", "imgae:"));
  }

  @Test
  void checks_single_names_without_a_file() {
    Cli good = Cli.run("check", "--name", "desc=bug211", "--name", "date=20181123").exits(0);
    assertThat(good.out()).isEqualTo("passed; checked: 2, errors: 0, warnings: 0, hints: 0\n");

    Cli bad = Cli.run("check", "--name", "desc=fix-211").exits(1);
    assertThat(bad.out())
        .startsWith("desc:1:1: error: desc must be feat<number> or bug<number>, but is \"fix-211\"")
        .contains("write bug211");
    assertThat(Cli.run("check", "--name", "adon=x").exits(2).err()).contains("KIND=TEXT", "addon");
    assertThat(Cli.run("check", "--name", "desc").exits(2).err()).contains("KIND=TEXT");
    assertThat(Cli.run("check").exits(2).err()).contains("missing: PATH");
  }

  @Test
  void checks_notes() throws IOException {
    Path notes = Files.write(folder.resolve("README.md"), new byte[] {'#', ' ', (byte) 0xB5});
    assertThat(Cli.run("check", notes).exits(1).out()).contains("README.md:1:3: error", "[HF001");
  }
}
