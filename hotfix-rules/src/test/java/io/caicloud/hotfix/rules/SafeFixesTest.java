package io.caicloud.hotfix.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.rules.testing.RuleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fixes are applied unasked, and which are left to the author. */
final class SafeFixesTest {

  private static final String SPEC =
      "productVersion: 2.7.2\ndate: '20181123'\ndesc: bug211\ngroup: console\nvalues: a.yaml\n";

  @Test
  void quotes_a_variable_of_the_site_unless_a_number_is_due() {
    String text = Judged.GOOD + "      env: [{name: A, value: «[[ replicas ]]»}]\n";
    rule("HF012").finds(text).fixedTo(plain(text).replace("[[ replicas ]]", "'[[ replicas ]]'"));
    String number = Judged.GOOD.replace("replica: 2", "replica: «[[ replicas ]]»");
    rule("HF012").finds(number).fixedTo(plain(number)).suggesting(plain(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "0644", "1:30", "off"})
  void quotes_what_can_only_be_text(String value) {
    String env = "env: [{name: A, value: «" + value + "»}]\n";
    String text = Judged.GOOD + env.indent(6);
    String fixed = plain(text).replace("value: " + value, "value: '" + value + "'");
    rule("HF013").finds(text).fixedTo(fixed);
  }

  @Test
  void leaves_the_author_to_say_whether_yes_is_a_text() {
    String text = Judged.GOOD + "      tty: «yes»\n";
    rule("HF013").finds(text).fixedTo(plain(text));
  }

  @Test
  void quotes_a_number_where_only_text_will_do() {
    String text =
        Judged.GOOD.replace("version: v3.4.2", "version: «3.10»").replace(":v3.4.2", ":3.10");
    rule("HF303").finds(text).fixedTo(plain(text).replace("version: 3.10", "version: '3.10'"));
  }

  @Test
  void does_not_quote_where_quotes_do_not_help() {
    String text =
        Judged.GOOD.replace("replica: 2", "replica: 2\n      strategy:\n        surge: «1.5»");
    rule("HF303").finds(text).fixedTo(plain(text)).suggesting(plain(text));
  }

  @Test
  void writes_the_key_that_the_template_reads_where_it_says_the_same() {
    String text = Judged.GOOD.replace("replica:", "«replicas»:");
    rule("HF306").finds(text).fixedTo(Judged.GOOD);
    String mount =
        Judged.GOOD
            + "      mounts: [{name: a, path: /a, «readOnly»: true}]\n"
            + "    volumes: [{name: a, type: Scratch}]\n";
    rule("HF306").finds(mount).fixedTo(plain(mount).replace("readOnly", "readonly"));
  }

  @Test
  void leaves_keys_of_other_formats_to_the_author() {
    String text = Judged.GOOD + "      ports: [{«containerPort»: 80}]\n";
    rule("HF306")
        .finds(text)
        .fixedTo(plain(text))
        .suggesting(plain(text).replace("containerPort", "port"));
  }

  @Test
  void leaves_guesses_to_the_author() {
    String key = Judged.GOOD.replace("containers:", "«contianers»:");
    rule("HF301").finds(key).fixedTo(plain(key)).suggesting(Judged.GOOD);
    String value = Judged.GOOD.replace("Deployment", "«Deployement»");
    rule("HF304").finds(value).fixedTo(plain(value)).suggesting(Judged.GOOD);
  }

  @Test
  void writes_the_key_of_a_specification_that_is_missing_and_no_other() {
    String missing = SPEC.replace("group:", "«gruop»:");
    rule("HF301").in("hotfix.yaml").finds(missing).fixedTo(SPEC);
    String more = SPEC + "«prodct»: compass\n";
    rule("HF301").in("hotfix.yaml").finds(more).fixedTo(plain(more));
  }

  @Test
  void names_the_folder_that_is_meant_and_renames_nothing() {
    String folder = "release-hotfixes/2.7.2/20181123/bug211-compass-hotfixes-portal-web-v3.4.2/";
    RuleTest test = rule("HF103").in(folder + "portal/portal-web.yaml");
    for (Finding finding : test.finds(Judged.GOOD).unfixed().list()) {
      assertThat(finding.remedy().toString())
          .contains("compass-hotfixes-portal-web-v3.4.2-fix-211");
    }
  }

  @Test
  void names_the_oem_folder_that_is_meant_and_renames_nothing() {
    String folder = "oem-hotfiexs/2.7.2/20181123/compass-hotfixes-portal-web-v3.4.2-fix-211/";
    RuleTest test = rule("HF205").in(folder + "portal/portal-web.yaml");
    for (Finding finding : test.finds(Judged.GOOD).unfixed().list()) {
      assertThat(finding.remedy().toString()).contains("oem-hotfixes");
    }
  }

  private static RuleTest rule(String code) {
    return RuleTest.of(Judged.RULES, code);
  }

  private static String plain(String text) {
    return text.replaceAll("[«»]", "");
  }
}
