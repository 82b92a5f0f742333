package io.caicloud.hotfix.rules;

import static io.caicloud.hotfix.rules.Judged.container;
import static io.caicloud.hotfix.rules.Judged.controller;
import static io.caicloud.hotfix.rules.Judged.values;
import static io.caicloud.hotfix.rules.Judged.with;
import static io.caicloud.hotfix.testing.ReportAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.yaml.YamlEdits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules about the meaning of values object to, and what they leave alone. */
final class ValuesRulesTest {

  private static final String IMAGE = "[[ registry_release ]]/portal-web:v3.4.2";

  @Test
  void hf014_a_placeholder_has_one_blank_at_each_side() {
    String bad = Judged.GOOD + "      args: ['--host=[[ipEndpoint]]', '[[  oidcIssuer ]]']\n";
    RuleReport report = values(bad);
    assertThat(report).hasOnly("HF014 error 15:22", "HF014 error 15:40");
    byte[] mended =
        YamlEdits.apply(
            bad.getBytes(StandardCharsets.UTF_8),
            report.findings().get(0).fix().orElseThrow().edits());
    assertThat(new String(mended, StandardCharsets.UTF_8)).contains("'--host=[[ ipEndpoint ]]'");
  }

  @Test
  void hf014_an_image_with_a_bad_placeholder_is_one_finding() {
    assertThat(with("[[ registry_release ]]", "[[registry_release]]")).hasOnly("HF014 error 14:15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[[^\\d]]", "[[a-z]]", "[[:alpha:]]", "[[ x_y.z ]]", "[[0]]", "[[ipendpoint]]"})
  void hf014_leaves_other_brackets_alone(String text) {
    assertThat(container("args: ['" + text + "']\n")).hasOnly();
  }

  @Test
  void hf014_an_unknown_variable_that_looks_like_a_known_one_is_a_hint() {
    Finding finding = Judged.only(container("args: ['[[ oidcIsuer ]]']\n"));
    assertThat(finding.severity()).isEqualTo(Severity.HINT);
    assertThat(finding.remedy().toString()).contains("[[ oidcIssuer ]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"imageTagFromGitTag", "TagOfRepo(charts)", "imageTagFromTagOfRepo(caicloud/x)"})
  void hf015_build_time_variables_are_errors_wherever_they_are(String name) {
    assertThat(container("args:\n- |\n  one\n  tag [[ " + name + " ]]\n"))
        .hasOnly("HF015 error 18:13");
    assertThat(with("v3.4.2'", "[[ " + name + " ]]'")).hasFinding("HF015").hasNoFinding("HF503");
  }

  @Test
  void hf401_a_mount_needs_a_volume() {
    String volumes = "  volumes:\n  - {name: data, type: Scratch}\n".indent(2);
    Finding finding =
        only(values(Judged.GOOD + "      mounts: [{name: dat, path: /a}]\n" + volumes), "HF401");
    assertThat(finding.location()).hasToString("values.yaml:15:23");
    assertThat(finding.remedy()).hasToString("did you mean data?");
    assertThat(values(Judged.GOOD + "      mounts: [{name: data, path: /a}]\n" + volumes))
        .hasOnly();
    assertThat(container("mounts: [{name: data, path: /a}]\n")).hasOnly("HF401 error 15:23");
  }

  @Test
  void hf401_names_that_must_differ_do() {
    RuleReport env = container("env:\n- {name: A, value: b}\n- {name: A, value: c}\n");
    assertThat(env).hasOnly("HF401 error 17:16");
    assertThat(Judged.only(env).related().get(0).location()).hasToString("values.yaml:16:16");
    assertThat(
            controller(
                """
                volumes:
                - {name: a, type: Scratch}
                - {name: a, type: Scratch}
                services:
                - name: s
                  ports:
                  - port: 80
                  - {port: 80, protocol: TCP}
                """))
        .hasOnly("HF401 error 17:14", "HF401 error 22:16");
    assertThat(
            values(
                Judged.GOOD
                    + "      mounts: [{name: a, path: /x}, {name: a, path: /x}]\n"
                    + "    volumes: [{name: a, type: Scratch}]\n"))
        .hasOnly("HF401 error 15:53");
  }

  @Test
  void hf401_a_port_may_serve_udp_and_tcp() {
    assertThat(
            controller(
                """
                services:
                - name: dns
                  ports:
                  - {port: 53, protocol: TCP}
                  - {port: 53, protocol: UDP}
                """))
        .hasOnly();
  }

  @Test
  void hf402_a_deployment_always_restarts() {
    assertThat(controller("pod: {restart: Never}\n")).hasOnly("HF402 error 15:20");
    assertThat(controller("pod: {restart: Always}\n")).hasOnly();
  }

  @Test
  void hf402_an_update_makes_progress() {
    assertThat(with("replica: 2", "strategy: {surge: 0, unavailable: 0}"))
        .hasOnly("HF402 error 12:25");
    assertThat(with("replica: 2", "strategy: {surge: 0}")).hasOnly("HF402 error 12:25");
    assertThat(with("replica: 2", "strategy: {surge: 0%, unavailable: 1}")).hasOnly();
    assertThat(with("replica: 2", "strategy: {unavailable: 0}")).hasOnly();
    assertThat(with("replica: 2", "strategy: {type: Recreate, surge: 0}")).hasOnly();
  }

  @Test
  void hf402_init_containers_have_no_readiness_and_no_lifecycle() {
    String start = "initContainers:\n- image: '" + IMAGE + "'\n";
    String handler = "{type: TCP, method: {port: 1}}";
    assertThat(controller(start + "  probe: {readiness: {handler: " + handler + "}}\n"))
        .hasOnly("HF402 error 17:15");
    assertThat(controller(start + "  lifecycle: {preStop: " + handler + "}\n"))
        .hasOnly("HF402 error 17:7");
    assertThat(controller(start + "  probe: {liveness: {handler: " + handler + "}}\n")).hasOnly();
  }

  @Test
  void hf402_node_ports_are_in_range_and_on_node_port_services() {
    assertThat(controller(service("NodePort", "nodePort: 80"))).hasOnly("HF402 error 19:30");
    assertThat(controller(service("ClusterIP", "nodePort: 30080"))).hasOnly("HF402 error 19:30");
    assertThat(controller(service("NodePort", "nodePort: 30080"))).hasOnly();
    assertThat(controller(service("ClusterIP", "nodePort: 0"))).hasOnly();
  }

  private static String service(String type, String port) {
    return "services:\n- name: s\n  type: " + type + "\n  ports:\n  - {port: 80, " + port + "}\n";
  }

  @Test
  void hf403_items_of_configs_in_the_file_exist() {
    assertThat(values(withConfig("cfg", "app.yml"))).hasOnly();
    Finding finding = only(values(withConfig("cfg", "app.yaml")), "HF403");
    assertThat(finding.location()).hasToString("values.yaml:22:17");
    assertThat(finding.remedy()).hasToString("did you mean app.yml?");
    assertThat(values(withConfig("elsewhere", "app.yaml"))).hasOnly();
  }

  private static String withConfig(String target, String key) {
    return Judged.GOOD
        + ("      mounts: [{name: v, path: /v}]\n"
            + "    volumes:\n    - name: v\n      type: Config\n      source:\n"
            + ("        target: " + target + "\n        items:\n")
            + ("        - {key: " + key + ", path: p}\n")
            + "    configs:\n    - name: cfg\n      data: [{key: app.yml, value: x}]\n");
  }

  @Test
  void hf404_an_unused_volume_is_a_hint() {
    RuleReport report = controller("volumes: [{name: a, type: Scratch}]\n");
    assertThat(report).hasOnly().hasFinding("HF404", 15, 22);
  }

  @Test
  void hf405_a_service_to_a_port_nobody_declares_is_a_hint() {
    String ports = "      ports: [{port: 8080}]\n";
    String service = "    services: [{name: s, ports: [{port: 80, targetPort: 8081}]}]\n";
    assertThat(values(Judged.GOOD + ports + service)).hasOnly().hasFinding("HF405", 16, 57);
    assertThat(values(Judged.GOOD + ports + service.replace("8081", "8080"))).hasNoFinding("HF405");
    assertThat(values(Judged.GOOD + service)).hasNoFinding("HF405");
  }

  @Test
  void hf407_secrets_in_plain_text_are_warnings_that_do_not_show_them() {
    RuleReport env = container("env:\n- {name: DB_PASSWORD, value: s3cret}\n");
    assertThat(env).hasOnly("HF407 warning 16:36");
    assertThat(Judged.only(env).toString()).contains("DB_PASSWORD").doesNotContain("s3cret");
    String config = "configs:\n- name: c\n  data:\n  - key: app.yml\n    value: |\n";
    assertThat(controller(config + "      host: a\n      password: s3cret\n"))
        .hasOnly("HF407 warning 21:11");
    assertThat(controller(config + "      host: a\n      password: '[[ p ]]'\n")).hasOnly();
    String secret = "secrets:\n- name: s\n  data:\n  - {key: password, value: czNjcmV0}\n";
    assertThat(controller(secret)).hasOnly("HF407 warning 18:32");
    assertThat(controller(secret.replace("password", "ca.crt"))).hasOnly();
  }

  @Test
  void hf501_the_version_is_the_first_tag() {
    assertThat(with("version: v3.4.2", "version: v3.4.3")).hasOnly("HF501 warning 5:14");
    RuleReport other =
        values(
            Judged.GOOD.replace("version: v3.4.2", "version: v1")
                + "    - image: '[[ registry_library ]]/redis:v1'\n");
    assertThat(other).hasOnly("HF501 warning 5:14");
    assertThat(only(other, "HF501").message())
        .hasToString(
            "version \"v1\" is not the tag of the first container's image, which has \"v3.4.2\"");
  }

  @Test
  void hf503_an_image_is_variable_repository_and_tag() {
    assertThat(with(IMAGE, "[[ registry_release ]]/portal-web: v3.4.2"))
        .hasOnly("HF503 error 14:14");
    assertThat(with(IMAGE, IMAGE + " ")).hasOnly("HF503 error 14:14");
    assertThat(with(IMAGE, "[[ registry_release ]]/portal-web")).hasOnly("HF503 error 14:14");
    assertThat(with(IMAGE, "[[ registry_release ]]/Portal:v1")).hasOnly("HF503 error 14:14");
    assertThat(with(IMAGE, "[[ registry_release ]]")).hasOnly("HF503 error 14:14");
    assertThat(with(IMAGE, "[[ cargo_registry ]]/release/portal-web:v3.4.2"))
        .hasOnly("HF503 error 14:14");
    assertThat(with("portal-web:v3.4.2", "portal-web:latest"))
        .hasOnly("HF501 warning 5:14", "HF503 warning 14:14");
    assertThat(with("registry_release", "registry_library")).hasOnly();
  }

  @Test
  void hf503_the_old_name_of_the_variable_is_a_warning_in_values_of_no_hotfix() {
    assertThat(with("registry_release", "g_registry_prefix_release"))
        .hasOnly("HF503 warning 14:14");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cargo.example.com/release/portal-web:v3.4.2",
        "cargo.example.com:5000/portal-web:v3.4.2",
        "busybox:1.30",
        "busybox",
        "Cargo Example/x"
      })
  void hf504_an_image_without_variable_is_hard_coded(String image) {
    assertThat(with(IMAGE, image)).hasOnly("HF504 error 14:14");
  }

  @Test
  void images_of_init_containers_are_judged_too() {
    assertThat(controller("initContainers:\n- image: busybox:1.30\n")).hasOnly("HF504 error 16:14");
  }

  private static Finding only(RuleReport report, String rule) {
    assertThat(report.findings().stream().filter(f -> f.severity() != Severity.HINT)).hasSize(1);
    return Judged.of(report, rule);
  }
}
