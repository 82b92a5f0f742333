package io.caicloud.hotfix.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says about itself, and about command lines that it does not understand. */
final class UsageTest {

  private static final Path TEXTS = Path.of("src/main/resources/io/caicloud/hotfix/examples/cli");

  @ParameterizedTest
  @ValueSource(strings = {"", "check", "explain", "plan", "build", "publish", "fetch", "release"})
  void every_command_explains_itself_and_each_option_in_both_languages(String command) {
    Object[] english = args(command, "--help");
    Object[] chinese = args(command, "--help", "--lang", "zh");

    Cli inEnglish = Cli.run(english).exits(0);
    Cli inChinese = Cli.run(chinese).exits(0);

    assertThat(inEnglish.err() + inChinese.err()).isEmpty();
    assertThat(inEnglish.out()).startsWith("Usage: hotfix").doesNotContainPattern("\\p{IsHan}");
    assertThat(inEnglish.out()).contains("Exit codes: 0 done and true");
    assertThat(inChinese.out()).startsWith("用法：hotfix").contains("退出码：0 已完成且正确");
    assertThat(arguments(inEnglish.out())).isNotEmpty().allMatch(l -> l.matches(".*\\S {2,}\\S.*"));
    assertThat(arguments(inChinese.out())).allMatch(l -> l.matches(".* {2,}.*\\p{IsHan}.*"));
  }

  private static List<String> arguments(String usage) {
    return usage.lines().filter(l -> l.matches(" {2,6}(-\\w, )?(--[a-z]|[A-Z]{3}).*")).toList();
  }

  private static Object[] args(String command, Object... more) {
    return java.util.stream.Stream.concat(
            command.isEmpty() ? java.util.stream.Stream.of() : java.util.stream.Stream.of(command),
            java.util.Arrays.stream(more))
        .toArray();
  }

  @Test
  void usage_texts_are_the_same_in_number() throws IOException {
    assertThat(keys("usage_zh.properties")).isEqualTo(keys("usage_en.properties"));
  }

  private static Set<String> keys(String file) throws IOException {
    Properties texts = new Properties();
    try (var reader = Files.newBufferedReader(TEXTS.resolve(file))) {
      texts.load(reader);
    }
    return new TreeSet<>(texts.stringPropertyNames());
  }

  @Test
  void names_the_version_that_was_built() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceAll("(?s).*?<version>([^<]*)</version>.*", "$1");

    assertThat(Cli.run("--version").exits(0).out())
        .isEqualToNormalizingNewlines("hotfix " + version + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| name a command",
        "chekc x | there is no command chekc; did you mean: check",
        "check | missing: PATH",
        "check --jsno x | there is no option --jsno here; did you mean: --json",
        "check x --threads 2 | there is no option --threads here",
        "check x --json --json | given twice: --json",
        "check x --lang fr | --lang=zh|en: \"fr\" is none of: zh, en",
        "explain | missing: RULE",
        "plan | missing: PATH",
        "plan --desk bug1 | there is no option --desk here; did you mean: --desc",
        "plan x y | y is one argument too many",
        "plan x --desc fix-211 | --desc=DESC: desc must be feat<number> or bug<number>",
        "plan x --naming old | --naming=FORM: \"old\" is none of: dated, undated",
        "plan x --layout old | --layout=FORM: \"old\" is none of: top_folder, flat",
        "build x --threads 0 | --threads=N: \"0\" is no number from 1 to 999",
        "build x --platform arm | \"arm\" is no platform",
        "build x --config-only A/B | --config-only=ADDON: \"A/B\" is no addon name",
        "publish x --store s | missing: --to=VERSION",
        "publish x --store s --to .. | --to=VERSION: \"..\" is no version folder",
        "release compass-v2.7.2 | missing: --store=DIR|URL, YAML_PATH"
      })
  void a_wrong_command_line_is_said_in_a_line_and_does_nothing(String line, String expected) {
    Object[] args = line == null ? new Object[0] : line.split(" ", -1);

    Cli run = Cli.run(args).exits(2);

    assertThat(run.out()).isEmpty();
    List<String> complaint = Cli.lines(run.err());
    assertThat(complaint).hasSize(2);
    assertThat(complaint.get(0)).startsWith("hotfix: ").contains(expected);
    assertThat(complaint.get(1)).startsWith("try: hotfix ").endsWith(" --help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chekc x",
        "check",
        "check x --jsno",
        "check x --json --json",
        "plan x y",
        "plan x --naming old",
        "plan x --desc fix-211",
        "plan x --platform arm",
        "plan x --threads 0",
        "check /nosuch"
      })
  void complaints_are_chinese_on_request(String line) {
    Cli run = Cli.run((Object[]) ("--lang zh " + line).split(" ", -1)).exits(2);

    assertThat(run.out()).isEmpty();
    assertThat(Cli.lines(run.err()).get(0)).startsWith("hotfix：").containsPattern("\\p{IsHan}{2}");
  }

  @Test
  void the_system_decides_the_language_unless_an_option_does() {
    String[] none = {"check", "x"};
    assertThat(Language.of(none, Locale.SIMPLIFIED_CHINESE)).isEqualTo(Locale.CHINESE);
    assertThat(Language.of(none, Locale.FRENCH)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.of(new String[] {"--lang=en"}, Locale.CHINA)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.of(new String[] {"x", "--lang", "ZH"}, Locale.US))
        .isEqualTo(Locale.CHINESE);
  }
}
