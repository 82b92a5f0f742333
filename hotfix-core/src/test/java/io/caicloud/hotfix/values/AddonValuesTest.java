package io.caicloud.hotfix.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.ValuesBuilder;
import io.caicloud.hotfix.testing.ValuesExamples;
import io.caicloud.hotfix.values.FoundImage.Place;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AddonValuesTest {

  private static final String WEB = "[[ registry_release ]]/console-web:v3.3.2";

  static List<ValuesExamples.Content> contents() {
    return ValuesExamples.contents();
  }

  @ParameterizedTest
  @MethodSource("contents")
  void knows_what_an_example_holds(ValuesExamples.Content content) {
    AddonValues values = example(content.file());

    Metadata metadata = values.metadata();
    assertThat(metadata.name()).map(YamlScalar::value).contains(content.addon());
    assertThat(metadata.namespace()).map(YamlScalar::value).contains(content.namespace());
    assertThat(metadata.version()).map(YamlScalar::value).contains(content.version());
    assertThat(values.controllers())
        .extracting(controller -> controller.type().orElseThrow().value())
        .isEqualTo(content.controllers());
    assertThat(values.imageReferences())
        .map(ImageReference::toString)
        .containsExactlyInAnyOrderElementsOf(content.images());
  }

  @Test
  void finds_images_in_env_args_config_and_init_containers() {
    String places =
        example("04-pipeline-suite.yaml").images().stream()
            .map(image -> image.place() + " " + image.text().replaceFirst(".*/", ""))
            .collect(Collectors.joining(", "));

    assertThat(places)
        .isEqualTo(
            "INIT_CONTAINER pipeline-server:v0.9.4, INIT_CONTAINER pipeline-migrate:v0.9.4, "
                + "CONTAINER pipeline-server:v0.9.4, ENV pipeline-worker:v0.9.4, "
                + "CONFIG resolver-git:v0.9.4, CONFIG resolver-kv:v0.9.4, CONFIG alpine:3.7, "
                + "CONTAINER pipeline-controller:v0.9.4, CONTAINER pipeline-tools:v0.9.4, "
                + "CONTAINER pipeline-tools:v0.9.4");
    assertThat(example("06-edge-proxy.yaml").images())
        .extracting(FoundImage::place)
        .containsExactly(Place.CONTAINER, Place.ARGS, Place.ARGS, Place.ARGS);
  }

  @ParameterizedTest
  @CsvSource({
    "01-portal-web.yaml, 0, 19:14-19:56",
    "04-pipeline-suite.yaml, 4, 71:23-71:65",
    "04-pipeline-suite.yaml, 6, 73:22-73:55",
    "06-edge-proxy.yaml, 1, 37:27-37:77",
    "07-tricky-text.yaml, 0, 8:14-9:48",
    "07-tricky-text.yaml, 1, 16:17-16:56",
    "07-tricky-text.yaml, 2, 16:57-16:98",
  })
  void points_at_the_image_itself(String file, int index, String expected) {
    var range = example(file).images().get(index).range();

    assertThat(range + "-" + range.endLine() + ":" + range.endColumn()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "invalid/image-with-space.yaml, '[[ registry_release ]]/portal-web: v3.4.2'",
    "invalid/image-without-tag.yaml, '[[ registry_release ]]/portal-web'",
    "invalid/registry-hard-coded.yaml, cargo.example.com/release/portal-web:v3.4.2",
    "invalid/build-time-variable-left.yaml,"
        + " '[[ registry_release ]]/portal-web:[[ imageTagFromGitTag ]]'",
  })
  void finds_a_container_image_that_is_no_reference(String file, String text) {
    FoundImage image = only(example(file));

    assertThat(image.text()).isEqualTo(text);
    assertThat(image.reference()).isEmpty();
    assertThat(image.place()).isEqualTo(Place.CONTAINER);
    assertThat(image.range()).hasToString("14:14");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[ registry_release ]]",
        "[[ registry_release ]]/",
        "[[ registry_release ]]/charts/",
        "[[ cargo_registry ]]/release/console-web:v1",
        "matches [[^\\d]] and [[:alpha:]]/a:b",
        "registry_release/console-web:v1",
      })
  void takes_no_other_text_for_an_image(String text) {
    assertThat(parse(ValuesBuilder.values().images(WEB).envImage(text).build()).images())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=[[ registry_release ]]/x:v1,b=[[ registry_library ]]/y:2;",
        "\"[[ registry_release ]]/x:v1\",\"[[ registry_library ]]/y:2\"",
        "[[ registry_release ]]/x:v1 and [[ registry_library ]]/y:2.",
        "{\\\"a\\\":\\\"[[ registry_release ]]/x:v1\\\",[[ registry_library ]]/y:2}",
      })
  void finds_several_images_in_one_text(String text) {
    AddonValues values = parse(ValuesBuilder.values().images(WEB).envImage(text).build());

    assertThat(values.images())
        .extracting(FoundImage::text)
        .containsExactly(WEB, "[[ registry_release ]]/x:v1", "[[ registry_library ]]/y:2");
    assertThat(values.images())
        .allSatisfy(image -> assertThat(slice(values, image)).contains(image.text()));
  }

  @Test
  void finds_an_image_outside_of_containers_that_is_no_reference() {
    AddonValues values =
        parse(
            ValuesBuilder.values()
                .images(WEB)
                .envImage("[[ registry_release ]]/x: v1")
                .envImage("[[ registry_release ]]/x:[[ TagOfRepo(x) ]]")
                .envImage("[[ g_registry_prefix_release ]]/x:v1")
                .build());

    assertThat(values.images())
        .extracting(FoundImage::text)
        .containsExactly(
            WEB,
            "[[ registry_release ]]/x",
            "[[ registry_release ]]/x:[[ TagOfRepo(x) ]]",
            "[[ g_registry_prefix_release ]]/x:v1");
    assertThat(values.imageReferences()).containsExactly(ImageReference.parse(WEB));
  }

  @Test
  void finds_images_of_every_text_of_the_file() {
    AddonValues values =
        parse(
            """
            _config:
              controllers:
              - containers:
                - command: [sh, '[[ registry_release ]]/a:1']
                  lifecycle: {preStop: {method: {command: ['[[ registry_release ]]/b:1']}}}
                  image: |
                    [[ registry_release ]]/c:1
            """);

    assertThat(values.images())
        .extracting(image -> image.place() + " " + image.reference().orElseThrow().repository())
        .containsExactly("ARGS a", "OTHER b", "CONTAINER c");
  }

  @Test
  void sees_sub_charts() {
    AddonValues values =
        parse(
            ValuesBuilder.values().images(WEB).build()
                + """
                mysql:
                  _config:
                    controllers:
                    - type: StatefulSet
                      containers:
                      - image: '[[ registry_library ]]/mysql:5.7'
                  backup:
                    _config:
                      controllers:
                      - type: CronJob
                        initContainers:
                        - image: '[[ registry_release ]]/dump:v1'
                """);

    assertThat(values.controllers())
        .extracting(controller -> controller.type().orElseThrow().value())
        .containsExactly("Deployment", "StatefulSet", "CronJob");
    assertThat(values.images())
        .extracting(FoundImage::place)
        .containsExactly(Place.CONTAINER, Place.CONTAINER, Place.INIT_CONTAINER);
    assertThat(values.metadata().name()).map(YamlScalar::value).contains("console-web");
  }

  @Test
  void finds_container_images_of_every_form_in_the_order_of_the_text() {
    AddonValues values =
        parse(
            """
            note: '[[ registry_release ]]/first:v1'
            deep:
              chart:
                _config:
                  controllers:
                  - containers:
                    - image: docker.io/second:v1
                      command: ['[[ registry_release ]]/third:v1']
                      image: '[[ registry_release ]]/dropped:v1'
                    initContainers:
                    - image: '[[ registry_library ]]/fourth:v1'
                    - image:
            _config:
              controllers:
              - containers:
                - image: fifth
              image: '[[ registry_release ]]/sixth:v1'
            """);

    assertThat(values.images())
        .extracting(image -> image.place() + " " + image.text())
        .containsExactly(
            "OTHER [[ registry_release ]]/first:v1",
            "CONTAINER docker.io/second:v1",
            "ARGS [[ registry_release ]]/third:v1",
            "INIT_CONTAINER [[ registry_library ]]/fourth:v1",
            "CONTAINER fifth",
            "OTHER [[ registry_release ]]/sixth:v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "text",
        "[a]",
        "_config: text",
        "_config: {_metadata: [], controllers: {}}",
        "_config: {_metadata: {name: [a], version: }, controllers: [a, [b], {containers: 5}]}",
        "_config: {controllers: [{containers: [{image: }, {image: [a]}, x], initContainers: }]}",
      })
  void is_empty_where_the_file_has_another_form(String text) {
    AddonValues values = parse(text);

    assertThat(values.images()).isEmpty();
    assertThat(values.metadata().name()).isEmpty();
    assertThat(values.metadata().version()).isEmpty();
    assertThat(values.controllers()).allSatisfy(c -> assertThat(c.type()).isEmpty());
  }

  private static String slice(AddonValues values, FoundImage image) {
    String line = values.document().lineText(image.range().line()).orElseThrow();
    return line.substring(image.range().column() - 1, image.range().endColumn() - 1);
  }

  private static FoundImage only(AddonValues values) {
    assertThat(values.images()).hasSize(1);
    return values.images().get(0);
  }

  private static AddonValues example(String file) {
    return AddonValues.of(YamlDocument.parse(file, ValuesExamples.bytes(file)));
  }

  private static AddonValues parse(String text) {
    return AddonValues.of(YamlDocument.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8)));
  }
}
