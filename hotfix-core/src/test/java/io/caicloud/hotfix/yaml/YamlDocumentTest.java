package io.caicloud.hotfix.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.testing.ValuesExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlDocumentTest {

  private static final String TEXT =
      """
      # comment
      名字: &n 值  # comment
      list:
      - a: 'b'
        c:
      - [1, {d: "e\\n"}]
      -
      text: |
        l1

        l2

      end: !!str 1.5
      """;

  @ParameterizedTest
  @CsvSource({
    "'', 2:1-13:15",
    "/名字, 2:8-2:9",
    "/list, 4:1-7:2",
    "/list/0, 4:3-5:5",
    "/list/0/a, 4:6-4:9",
    "/list/0/c, 5:5-5:5",
    "/list/1, 6:3-6:18",
    "/list/1/0, 6:4-6:5",
    "/list/1/1, 6:7-6:17",
    "/list/1/1/d, 6:11-6:16",
    "/list/2, 7:2-7:2",
    "/text, 8:7-11:5",
    "/end, 13:12-13:15",
  })
  void knows_where_every_node_stands(String pointer, String expected) {
    YamlDocument document = parse(TEXT);
    YamlNode node = document.find(pointer).orElseThrow();

    assertThat(node.pointer()).isEqualTo(pointer);
    assertThat(span(node.range())).isEqualTo(expected);
    assertThat(document.location(node).range()).isEqualTo(node.range());
  }

  @ParameterizedTest
  @CsvSource({
    "invalid/container-without-image.yaml, /_config/controllers/0/containers/0, 14:7",
    "invalid/mount-of-unknown-volume.yaml,"
        + " /_config/controllers/0/containers/0/mounts/0/name, 17:15",
    "invalid/namespace.yaml, /_config/_metadata/namespace, 4:16",
    "invalid/controller-type.yaml, /_config/controllers/0/type, 10:11",
    "invalid/dedicated-in-deployment.yaml, /_config/controllers/0/volumes/0/type, 22:13",
    "invalid/version-differs-from-image.yaml, /_config/_metadata/version, 5:14",
  })
  void gives_the_places_that_rules_report(String file, String pointer, String place) {
    YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));

    assertThat(document.find(pointer).orElseThrow().range()).hasToString(place);
  }

  @ParameterizedTest
  @CsvSource({
    "invalid/metadata-misspelt.yaml, /_config, _metedata, 2:3",
    "invalid/unknown-key.yaml, /_config/controllers/0, lables, 11:5",
    "invalid/replicas.yaml, /_config/controllers/0/controller, replicas, 12:7",
    "invalid/readonly-case.yaml," + " /_config/controllers/0/containers/0/mounts/0, readOnly, 19:9",
  })
  void gives_the_places_of_keys(String file, String parent, String key, String place) {
    YamlDocument document = YamlDocument.parse(file, ValuesExamples.bytes(file));
    YamlMapping mapping = (YamlMapping) document.find(parent).orElseThrow();

    assertThat(mapping.entry(key).orElseThrow().key().range()).hasToString(place);
  }

  @ParameterizedTest
  @CsvSource({
    "/a, STRING, x",
    "/b, INTEGER, -12",
    "/c, FLOAT, 0.5",
    "/d, BOOLEAN, True",
    "/e, NULL, ''",
    "/f, NULL, ~",
    "/g, STRING, 12",
    "/h, STRING, 12",
    "/i, STRING, yes",
    "/j, INTEGER, 0x1F",
    "/k, STRING, 1.2.3",
    "/l, STRING, x",
    "/m, BOOLEAN, false",
  })
  void types_scalars_as_the_core_schema_does(String pointer, String type, String value) {
    YamlDocument document =
        parse(
            """
            a: &x x
            b: -12
            c: 0.5
            d: True
            e:
            f: ~
            g: "12"
            h: !!str 12
            i: yes
            j: 0x1F
            k: 1.2.3
            l: *x
            m: !!bool false
            """);
    YamlScalar scalar = (YamlScalar) document.find(pointer).orElseThrow();

    assertThat(scalar.type()).hasToString(type);
    assertThat(scalar.value()).isEqualTo(value);
  }

  @Test
  void finds_by_pointer_only_what_is_there() {
    YamlDocument document = parse("a/b:\n  c~d: [x, y]\n");

    assertThat(document.find("/a~1b/c~0d/1")).isPresent();
    for (String pointer :
        List.of(
            "a",
            "/a",
            "/a~1b/c~0d/2",
            "/a~1b/c~0d/-1",
            "/a~1b/c~0d/01",
            "/a~1b/c~0d/1/x",
            "/a~1b/c~0d/99999999999",
            "/")) {
      assertThat(document.find(pointer)).as(pointer).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void gives_lines_without_their_break(String end) {
    YamlDocument document = parse("a: 1" + end + "中: 2" + end);

    assertThat(document.lineText(1)).contains("a: 1");
    assertThat(document.lineText(2)).contains("中: 2");
    assertThat(document.lineText(3)).contains("");
    assertThat(document.lineText(0)).isEmpty();
    assertThat(document.lineText(4)).isEmpty();
    assertThat(document.find("/中").orElseThrow().range()).hasToString("2:4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff"})
  void finds_the_way_from_an_edit_back_to_its_place(String mark) {
    for (String filler : List.of("x", "控", "😀é")) {
      String text = mark + "a: " + filler.repeat(100) + "\r\n" + filler + ": b\n";
      YamlDocument document = YamlDocument.parse("a", text.getBytes(UTF_8));
      for (TextRange range :
          List.of(
              new TextRange(1, 1, 1, 2),
              new TextRange(1, 70, 1, 90),
              new TextRange(1, 4, 2, 3),
              TextRange.at(2, 2),
              TextRange.at(3, 1))) {
        assertThat(document.range(document.edit(range, "new"))).isEqualTo(range);
      }
    }
  }

  @Test
  void accepts_a_byte_order_mark_and_keeps_it_out_of_the_columns() {
    YamlDocument document = parse("\ufeffa: b");

    assertThat(document.findings()).isEmpty();
    YamlNode value = document.find("/a").orElseThrow();
    assertThat(value.range()).hasToString("1:4");
    assertThat(document.edit(value.range(), "c").offset()).isEqualTo(6);
  }

  @Test
  void counts_bytes_behind_characters_of_every_width() {
    String text = "é中😀".repeat(100) + ": [x, 😀]\n";
    YamlDocument document = parse(text);

    YamlNode second = ((YamlMapping) document.root().orElseThrow()).entries().get(0).value();
    assertThat(span(second.range())).isEqualTo("1:303-1:309");
    assertThat(document.edit(second.range(), "").offset())
        .isEqualTo("é中😀".repeat(100).getBytes(UTF_8).length + 2);
    assertThat(document.edit(second.range(), "").length())
        .isEqualTo("[x, 😀]".getBytes(UTF_8).length);
  }

  @Test
  void keeps_the_first_of_equal_keys() {
    YamlMapping root = (YamlMapping) parse("a: 1\na: 2\nb: 3\n").root().orElseThrow();

    assertThat(root.entries()).extracting(entry -> entry.key().value()).containsExactly("a", "b");
    assertThat(root.get("a").map(n -> ((YamlScalar) n).value())).contains("1");
  }

  @Test
  void lists_the_bracketed_values_of_the_tree_in_the_order_of_the_text() {
    YamlDocument document =
        parse(
            """
            first: &x '[[ a ]]'
            '[[ key ]]': [plain, '[ [ no ] ]', 'x [[ b ]]']
            of alias: *x
            first: {dropped: '[[ c ]]'}
            ? [complex]
            : '[[ d ]]'
            template: {{ "[[ e ]]" }}
            block: |
              [[a-z]]
            """);

    assertThat(document.bracketed())
        .extracting(value -> value.pointer() + " " + value.range().line() + " " + value.value())
        .containsExactly(
            "/first 1 [[ a ]]",
            "/[[ key ]]/2 2 x [[ b ]]",
            "/of alias 3 [[ a ]]",
            "/template 7 {{ \"[[ e ]]\" }}",
            "/block 8 [[a-z]]\n");
    assertThat(document.bracketed())
        .allMatch(value -> document.find(value.pointer()).orElseThrow() == value);
    assertThat(parse("a: '[[ b ]]'\nc: @").bracketed()).isEmpty();
  }

  @Test
  void does_not_share_its_bytes() {
    byte[] bytes = "a: b".getBytes(UTF_8);
    YamlDocument document = YamlDocument.parse("a.yaml", bytes);
    bytes[0] = 'x';
    document.bytes()[0] = 'y';

    assertThat(document.bytes()).asString(UTF_8).isEqualTo("a: b");
  }

  @Test
  void reads_a_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "a: b");

    YamlDocument document = YamlDocument.read(file, "shown/a.yaml");

    assertThat(document.file()).isEqualTo("shown/a.yaml");
    assertThat(document.find("/a")).isPresent();
  }

  @Test
  void does_not_read_links_folders_and_missing_files(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "a: b");
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

    for (Path path : List.of(link, folder, folder.resolve("missing.yaml"))) {
      assertThatThrownBy(() -> YamlDocument.read(path, "shown"))
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("unreadable"))
          .hasMessageContaining(
              Files.exists(path) ? "shown is no regular file" : "could not read shown");
    }
  }

  @Test
  void says_that_a_file_is_too_large_without_reading_it(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), new byte[YamlDocument.MAX_BYTES + 1]);

    YamlDocument document = YamlDocument.read(file, "a.yaml");

    assertThat(document.findings()).extracting(Finding::rule).containsExactly(ReadingRules.SIZE);
    assertThat(document.bytes()).isEmpty();
    assertThat(document.root()).isEmpty();
    assertThat(document.lineText(1)).isEmpty();
  }

  private static YamlDocument parse(String text) {
    return YamlDocument.parse("a.yaml", text.getBytes(UTF_8));
  }

  private static String span(TextRange range) {
    return range + "-" + range.endLine() + ":" + range.endColumn();
  }
}
