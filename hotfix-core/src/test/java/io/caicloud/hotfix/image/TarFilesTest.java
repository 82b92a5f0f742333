package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TarFilesTest {

  @TempDir Path folder;

  private TarFiles open(byte[] tar) {
    Path file = folder.resolve("some.tar");
    try {
      Files.write(file, tar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TarFiles.open(file, "some.tar");
  }

  private static String text(TarFiles files, String name) {
    return new String(files.region(name).bytes(100), UTF_8);
  }

  private void refuse(byte[] tar, Object... facts) {
    Refusal.of(() -> open(tar), "image-damaged", facts);
  }

  @Test
  void reads_files_where_they_lie() {
    TarFiles files =
        open(
            new TarFixture()
                .entry("a/", '5', "", new byte[0])
                .file("a/one", "1")
                .file("./two", "22")
                .entry("old", '\0', "", "old".getBytes(UTF_8))
                .entry("empty", '0', "", new byte[0])
                .ended());
    assertThat(text(files, "a/one")).isEqualTo("1");
    assertThat(text(files, "two")).isEqualTo("22");
    assertThat(text(files, "old")).isEqualTo("old");
    assertThat(text(files, "empty")).isEmpty();
    assertThat(files.has("a")).isFalse();
  }

  @Test
  void understands_long_names_of_pax_and_gnu() {
    String pax = "p".repeat(150);
    String gnu = "g".repeat(150);
    TarFiles files =
        open(
            new TarFixture()
                .entry("pax", 'x', "", TarFixture.pax("path", pax).getBytes(UTF_8))
                .file("ppp", "1")
                .entry("././@LongLink", 'L', "", (gnu + "\0").getBytes(UTF_8))
                .file("ggg", "2")
                .entry("global", 'g', "", TarFixture.pax("comment", "c").getBytes(UTF_8))
                .file("short", "3")
                .ended());
    assertThat(text(files, pax)).isEqualTo("1");
    assertThat(text(files, gnu)).isEqualTo("2");
    assertThat(text(files, "short")).isEqualTo("3");
    assertThat(files.has("ppp")).isFalse();
  }

  @Test
  void understands_sizes_of_pax_and_base_256() {
    byte[] size = ByteBuffer.allocate(12).putInt(0x80000000).putLong(3).array();
    TarFiles files =
        open(
            new TarFixture()
                .entry("pax", 'x', "", TarFixture.pax("size", "4").getBytes(UTF_8))
                .raw(TarFixture.header("one", '0', "", "00000000000\0".getBytes(UTF_8)))
                .content("four".getBytes(UTF_8))
                .raw(TarFixture.header("two", '0', "", size))
                .content("333".getBytes(UTF_8))
                .ended());
    assertThat(text(files, "one")).isEqualTo("four");
    assertThat(text(files, "two")).isEqualTo("333");
  }

  @Test
  void follows_links_inside() {
    TarFiles files =
        open(
            new TarFixture()
                .file("one/layer.tar", "content")
                .entry("two/layer.tar", '2', "../one/layer.tar", new byte[0])
                .entry("three/layer.tar", '2', "../two/layer.tar", new byte[0])
                .entry("x", '2', "y", new byte[0])
                .entry("y", '2', "x", new byte[0])
                .ended());
    assertThat(text(files, "three/layer.tar")).isEqualTo("content");
    Refusal.of(() -> files.region("x"), "image-damaged", "some.tar: x");
    Refusal.of(() -> files.region("absent"), "image-damaged", "some.tar: absent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a//b", "a\\b", "..", "a/.."})
  void refuses_names_that_lead_elsewhere(String name) {
    refuse(new TarFixture().file("ok", "1").file(name, "2").ended(), "some.tar", 1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../x", "../..", "a//b", ""})
  void refuses_links_that_lead_elsewhere(String target) {
    refuse(new TarFixture().entry("a/layer.tar", '2', target, new byte[0]).ended(), "some.tar");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '3', '4', '6', 'S', 'Z'})
  void refuses_types_that_docker_never_writes(char type) {
    refuse(
        new TarFixture().entry("odd", type, "ok", new byte[0]).ended(),
        "some.tar",
        "odd",
        String.valueOf(type));
  }

  @Test
  void refuses_two_entries_of_one_name() {
    refuse(
        new TarFixture().file("manifest.json", "1").file("./manifest.json", "2").ended(),
        "some.tar",
        "manifest.json");
  }

  @Test
  void refuses_a_size_that_lies() {
    byte[] huge = "77777777777\0".getBytes(UTF_8);
    refuse(
        new TarFixture().raw(TarFixture.header("big", '0', "", huge)).ended(),
        "some.tar",
        "big",
        "8589934591",
        1024);
    byte[] beyond = new byte[12];
    Arrays.fill(beyond, (byte) 0xff);
    refuse(new TarFixture().raw(TarFixture.header("big", '0', "", beyond)).ended(), "some.tar");
  }

  @Test
  void refuses_a_file_without_an_end() {
    byte[] tar = new TarFixture().file("one", "1").unended();
    refuse(tar, "some.tar", tar.length);
    refuse(Arrays.copyOf(tar, 700), "some.tar");
    refuse(new byte[0], "some.tar");
    refuse("no tar at all".repeat(100).getBytes(UTF_8), "some.tar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8 path=x\n", "99 path=x\n", "x path=y\n", "5 a\n", "99999999 path=x\n"})
  void refuses_malformed_extended_headers(String records) {
    refuse(
        new TarFixture().entry("pax", 'x', "", records.getBytes(UTF_8)).file("a", "b").ended(),
        "some.tar");
  }

  @Test
  void refuses_files_with_holes_and_global_names() {
    byte[] sparse = TarFixture.pax("GNU.sparse.major", "1").getBytes(UTF_8);
    refuse(new TarFixture().entry("pax", 'x', "", sparse).file("a", "b").ended(), "some.tar");
    byte[] path = TarFixture.pax("path", "manifest.json").getBytes(UTF_8);
    refuse(new TarFixture().entry("pax", 'g', "", path).file("a", "b").ended(), "some.tar");
  }

  @Test
  void refuses_an_extended_header_beyond_reason() {
    byte[] name = new byte[(1 << 20) + 1];
    Arrays.fill(name, (byte) 'a');
    refuse(new TarFixture().entry("l", 'L', "", name).file("a", "b").ended(), "some.tar");
  }

  @Test
  void refuses_a_file_that_changed_since_it_was_scanned() throws IOException {
    TarFiles files = open(new TarFixture().file("one", "1").ended());
    Region region = files.region("one");
    Files.write(folder.resolve("some.tar"), new TarFixture().file("one", "22").ended());
    Refusal.of(() -> region.bytes(100), "image-damaged", "some.tar: one");
  }
}
