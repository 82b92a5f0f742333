package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.rules.Judged.container;
import static io.caicloud.hotfix.rules.Judged.controller;
import static io.caicloud.hotfix.rules.Judged.only;
import static io.caicloud.hotfix.rules.Judged.values;
import static io.caicloud.hotfix.rules.Judged.with;
import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.yaml.YamlEdits;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Mistakes against the schemas: one finding each, at the key or value. */
final class SchemaFindingsTest {

  @Test
  void good_values_have_no_finding() {
    assertThat(values(Judged.GOOD)).isPass().hasOnly();
  }

  @Test
  void a_misspelt_key_is_one_finding_also_where_the_key_is_required() {
    assertThat(with("controllers:", "controlers:")).hasOnly("HF301 error 9:3");
    assertThat(with("image:", "imgae:")).hasOnly("HF301 error 14:7");
    assertThat(with("- type: Dep", "- tpye: Dep")).hasOnly("HF301 error 10:5");
    assertThat(container("env:\n- name: A\n  vlaue: b\n")).hasOnly("HF301 error 17:9");
    assertThat(container("ports:\n- prot: 80\n")).hasOnly("HF301 error 16:9");
    assertThat(
            container(
                "probe:\n  liveness:\n    handler:\n      tpye: TCP\n      method: {port: 1}\n"))
        .hasOnly("HF301 error 18:13");
  }

  @Test
  void a_misspelt_type_of_a_strategy_is_found_though_the_strategy_depends_on_another_type() {
    String strategy = "replica: 2\n      strategy: {%s: Recreate}";
    assertThat(with("replica: 2", strategy.formatted("type"))).hasOnly();
    assertThat(with("replica: 2", strategy.formatted("ytpe"))).hasOnly("HF301 error 13:18");
  }

  @Test
  void a_misspelt_top_key_is_one_finding_though_it_looks_like_a_sub_chart() {
    assertThat(with("_config:", "config:")).hasOnly("HF301 error 1:1");
    assertThat(with("_config:", "_confg:")).hasOnly("HF301 error 1:1");
  }

  @Test
  void an_unknown_key_without_likeness_names_the_known_ones() {
    Finding finding = only(container("xyzzy: 1\n"));
    assertThat(finding.location()).hasToString("values.yaml:15:7");
    assertThat(finding.remedy().toString()).contains("imagePullPolicy", "workingDir");
  }

  @Test
  void a_missing_key_is_shown_at_the_key_it_belongs_below() {
    assertThat(container("probe:\n  liveness:\n    delay: 3\n")).hasOnly("HF302 error 16:9");
    assertThat(container("env:\n- name: A\n")).hasOnly("HF302 error 16:9");
    assertThat(only(container("env:\n- name: A\n")).message())
        .hasToString("key value or from is missing");
    assertThat(values("a: 1\n")).hasFinding("HF302", 1, 1);
  }

  @Test
  void a_missing_type_does_not_make_the_rest_wrong() {
    assertThat(container("probe:\n  liveness:\n    handler:\n      method: {port: 1}\n"))
        .hasOnly("HF302 error 17:11");
  }

  @Test
  void a_value_of_the_wrong_type_is_one_finding() {
    assertThat(with("replica: 2", "replica: two")).hasOnly("HF303 error 12:16");
    assertThat(container("env: abc\n")).hasOnly("HF303 error 15:12");
    assertThat(container("env:\n- abc\n")).hasOnly("HF303 error 16:9");
    assertThat(with("containers:\n", "containers: {}\n    pod:\n")).hasFinding("HF303", 13, 17);
  }

  @Test
  void text_that_looks_like_a_number_can_be_quoted() {
    Finding finding = only(with("version: v3.4.2", "version: 3.10"));
    assertThat(finding)
        .hasToString(
            "values.yaml:5:14: error: \"version\" must be text, but is the number 3.10 [HF303 type]");
    Fix fix = finding.fix().orElseThrow();
    byte[] before =
        Judged.GOOD.replace("version: v3.4.2", "version: 3.10").getBytes(StandardCharsets.UTF_8);
    assertThat(new String(YamlEdits.apply(before, fix.edits()), StandardCharsets.UTF_8))
        .contains("version: '3.10'\n");
    assertThat(finding.message().text(Locale.CHINESE)).isEqualTo("“version”应为文本，但写的是数字 3.10");
  }

  @Test
  void types_are_those_of_the_site() {
    assertThat(container("tty: yes\n")).hasOnly("HF013 warning 15:12");
    assertThat(container("args: [yes]\n")).hasOnly("HF303 error 15:14");
    assertThat(container("args: ['yes']\n")).hasOnly();
  }

  @Test
  void a_value_that_is_not_allowed_names_the_one_meant() {
    assertThat(container("imagePullPolicy: always\n")).hasOnly("HF304 error 15:24");
    Finding finding = only(container("imagePullPolicy: Allways\n"));
    assertThat(finding.remedy()).hasToString("did you mean Always?");
    assertThat(finding.fix()).isPresent();
    assertThat(with("replica: 2", "replica: -1")).hasOnly("HF304 error 12:16");
    assertThat(container("ports:\n- port: 70000\n")).hasOnly("HF304 error 16:15");
    assertThat(with("    containers:\n", "    containers: []\n    pod:\n"))
        .hasFinding("HF304", 13, 17);
  }

  @Test
  void value_and_from_exclude_each_other() {
    assertThat(container("env:\n- name: A\n  value: b\n  from: {name: c, key: d}\n"))
        .hasOnly("HF304 error 18:9");
  }

  @Test
  void a_text_of_the_wrong_form_names_the_right_one() {
    Finding finding = Judged.of(container("mounts:\n- {name: a, path: data}\n"), "HF305");
    assertThat(finding.location()).hasToString("values.yaml:16:25");
    assertThat(finding.remedy()).hasToString("write an absolute path such as /etc/config");
    assertThat(container("resources: {limits: {cpu: 1 core}}\n")).hasOnly("HF305 error 15:33");
    assertThat(container("resources: {limits: {cpus: 1}}\n")).hasOnly("HF305 error 15:28");
    assertThat(controller("schedule:\n  labels:\n    a b: c\n")).hasOnly("HF305 error 17:9");
  }

  @Test
  void of_several_forms_the_likeliest_is_expected() {
    String strategy = "replica: 2\n      strategy:\n        surge: ";
    assertThat(with("replica: 2", strategy + "abc")).hasOnly("HF305 error 14:16");
    assertThat(with("replica: 2", strategy + "1.5")).hasOnly("HF303 error 14:16");
    assertThat(only(with("replica: 2", strategy + "1.5")).remedy())
        .hasToString("put the value in quotes");
    assertThat(with("replica: 2", strategy + "-1")).hasOnly("HF304 error 14:16");
    assertThat(with("replica: 2", strategy + "25%")).hasOnly();
  }

  @Test
  void keys_with_another_name_today_are_warnings() {
    assertThat(container("ports:\n- containerPort: 80\n")).hasOnly("HF306 warning 16:9");
    assertThat(only(container("ports:\n- containerPort: 80\n")).remedy())
        .hasToString("write port instead");
    assertThat(container("env:\n- name: A\n  valueFrom: {}\n")).hasOnly("HF306 warning 17:9");
  }

  @Test
  void ignored_keys_are_warnings() {
    String daemon = Judged.GOOD.replace("Deployment", "DaemonSet");
    assertThat(values(daemon)).hasOnly("HF406 warning 12:7");
    assertThat(container("__isEnvCustom: true\n")).hasOnly("HF406 warning 15:7");
    assertThat(container("stdin: true\n")).hasOnly("HF406 warning 15:7");
  }

  @Test
  void forms_of_older_files_are_warnings() {
    assertThat(with("    namespace: default\n", "")).hasOnly("HF307 warning 2:3");
    assertThat(container("env:\n")).hasOnly("HF307 warning 15:11");
    assertThat(container("env:\n- {name: A, value: 5}\n")).hasOnly("HF307 warning 16:26");
    assertThat(controller("pod:\n  annotations:\n  - a/b: c\n")).hasOnly("HF307 warning 17:9");
    assertThat(
            values(
                Judged.GOOD
                    + "redis:\n  _config:\n    _metadata: {name: a}\n    controllers:\n"
                    + "    - type: Job\n      containers: [{image: '[[ registry_release ]]/a:v1'}]\n"))
        .hasOnly("HF307 warning 15:1");
  }

  @Test
  void an_unquoted_placeholder_is_judged_by_its_own_rule_only() {
    assertThat(with("replica: 2", "replica: [[ replicas ]]")).hasOnly("HF012 warning 12:16");
    assertThat(container("env:\n- name: A\n  value: [[ a.b-c ]]\n")).hasOnly("HF012 warning 17:16");
    assertThat(container("args: [['a']]\n")).hasOnly("HF303 error 15:14");
  }

  @Test
  void a_finding_says_where_in_the_tree_it_is() {
    assertThat(only(with("replica: 2", "replica: two")).location().pointer())
        .isEqualTo("/_config/controllers/0/controller/replica");
  }

  @Test
  void several_mistakes_are_several_findings() {
    assertThat(with("replica: 2", "replica: two\n      reddy: 3\n    shedule: {}"))
        .hasOnly("HF303 error 12:16", "HF301 error 13:7", "HF301 error 14:5");
  }
}
