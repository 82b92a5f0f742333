package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages made to do harm, or by nobody. */
final class HostilePackageTest {

  private static final String NAME = "compass-hotfixes-2.7.2-20181123-web.tar.gz";

  @TempDir Path folder;

  @Test
  void refuses_names_that_lead_elsewhere() throws IOException {
    for (String name :
        new String[] {"/etc/passwd", "../x", "a/../../x", "a//b", "a\\b", "a/./../../b"}) {
      assertRefused(new TestTar().file(name, "x").plain(), "leads out of the package");
    }
  }

  @Test
  void refuses_control_characters_in_names() throws IOException {
    assertRefused(new TestTar().file("a\u001b[2Jb", "x").plain(), "a\\u001b[2Jb");
    assertRefused(new TestTar().file("a\nb", "x").plain(), "control character");
  }

  @Test
  void refuses_links_and_devices() throws IOException {
    for (char type : "1234567".replace("5", "").replace("7", "").toCharArray()) {
      assertRefused(new TestTar().special("a", (byte) type, "b").plain(), "of type " + type);
    }
    assertRefused(new TestTar().special("a", (byte) 'S', "").plain(), "of type S");
  }

  @Test
  void refuses_two_entries_of_one_name() throws IOException {
    assertRefused(new TestTar().file("a", "x").file("a", "y").plain(), "two entries for a");
    assertRefused(new TestTar().file("a", "x").file("./a", "y").plain(), "two entries for a");
    assertRefused(
        new TestTar().special("a/", (byte) '5', "").file("a", "y").plain(), "two entries for a");
  }

  @Test
  void refuses_more_entries_than_a_package_can_have() throws IOException {
    TestTar tar = new TestTar();
    for (int i = 0; i <= 10_000; i++) {
      tar.file("f" + i, "");
    }
    assertRefused(tar.plain(), "more than 10000 entries");
  }

  @Test
  void refuses_what_expands_without_end() throws IOException {
    assertRefused(
        TestTar.gzip(new TestTar().file("a", new byte[80 << 20]).plain()), "expands to more than");
  }

  @Test
  void refuses_what_follows_the_end() throws IOException {
    byte[] plain = new TestTar().file("a", "x").plain();
    byte[] gzip = TestTar.gzip(plain);
    assertRefused(joined(plain, new byte[] {1}), "behind the end of the tar file");
    assertRefused(joined(plain, plain), "behind the end of the tar file");
    assertRefused(joined(gzip, new byte[] {0}), "something behind its end");
    assertRefused(joined(gzip, gzip), "something behind its end");
    assertRefused(joined(gzip, new byte[200_000]), "something behind its end");
  }

  @Test
  void refuses_wrong_checksums_and_ends() throws IOException {
    byte[] gzip = TestTar.gzip(new TestTar().file("a", "x").plain());
    for (int back = 1; back <= 8; back++) {
      byte[] changed = gzip.clone();
      changed[changed.length - back] ^= 1;
      assertRefused(changed, "checksum and length");
    }
    assertRefused(java.util.Arrays.copyOf(gzip, gzip.length - 1), "cut off");
    assertRefused(java.util.Arrays.copyOf(gzip, gzip.length / 2), "cut off");
    byte[] plain = new TestTar().file("a", new byte[3000]).plain();
    assertRefused(java.util.Arrays.copyOf(plain, 2000), "cut off");
  }

  @Test
  void refuses_sizes_that_lie() throws IOException {
    byte[] tar = new TestTar().file("a", "x").plain();
    byte[] huge = tar.clone();
    ByteBuffer.wrap(huge, 124, 12).put((byte) 0x80).position(128).putLong(Long.MAX_VALUE);
    sign(huge);
    assertRefused(huge, "a size in it makes no sense");
    byte[] large = tar.clone();
    System.arraycopy("77777777777\0".getBytes(StandardCharsets.US_ASCII), 0, large, 124, 12);
    sign(large);
    assertRefused(large, "cut off");
  }

  @Test
  void refuses_what_is_no_package() throws IOException {
    Random random = new Random(5);
    assertRefused(new byte[0], "no tar file");
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "no tar file");
    for (int round = 0; round < 200; round++) {
      byte[] noise = new byte[random.nextInt(5000)];
      random.nextBytes(noise);
      if (round % 2 == 0 && noise.length > 10) {
        System.arraycopy(StoredGzip.header(), 0, noise, 0, 10);
      }
      assertRefused(noise, "");
    }
  }

  @Test
  void refuses_packages_with_a_manifest_that_another_tool_packed() throws IOException {
    String top = NAME.replace(".tar.gz", "");
    byte[] tar = new TestTar().file(top + "/hotfix.json", "{}").plain();
    assertRefused(tar, "packed by another tool");
    assertRefused(TestTar.gzip(tar), "packed by another tool");
  }

  @Test
  void says_that_a_newer_version_is_needed() throws IOException {
    byte[] tar = new TestTar().file("hotfix.json", "{\"format\":2}").plain();
    assertThat(failure(TestTar.stored(tar)).code()).isEqualTo("package-format");
  }

  @Test
  void refuses_manifests_that_describe_no_package() throws IOException {
    for (String json :
        new String[] {
          "",
          "[]",
          "{",
          "{\"format\":1}",
          "{\"format\":\"1\"}",
          "{\"format\":1,\"format\":1}",
          "{\"format\":1e3}",
          "{\"format\":1} x",
          "[".repeat(5000)
        }) {
      byte[] tar = new TestTar().file("hotfix.json", json).plain();
      assertRefused(TestTar.stored(tar), "hotfix.json does not describe a package");
    }
    assertRefused(TestTar.stored(new TestTar().file("a", "x").plain()), "hotfix.json");
  }

  @Test
  void does_not_follow_links_and_says_what_it_cannot_read() throws IOException {
    Path target = Files.write(folder.resolve("target"), new TestTar().file("a", "x").plain());
    Path link = Files.createSymbolicLink(folder.resolve(NAME), target);
    assertThat(code(link)).isEqualTo("package-unreadable");
    assertThat(code(folder.resolve("nothing"))).isEqualTo("package-unreadable");
    assertThat(code(folder)).isEqualTo("package-unreadable");
  }

  private static String code(Path file) {
    try (PackageReader reader = PackageReader.open(file)) {
      throw new AssertionError("opened as " + reader.form());
    } catch (HotfixException e) {
      return e.code();
    }
  }

  private void assertRefused(byte[] bytes, String reason) throws IOException {
    HotfixException failure = failure(bytes);
    assertThat(failure.code()).isEqualTo("package-damaged");
    assertThat(failure).hasMessageContainingAll(NAME, reason);
    assertThat(failure.message(Locale.CHINESE)).contains("请");
  }

  private HotfixException failure(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(NAME), bytes);
    try (PackageReader reader = PackageReader.open(file)) {
      throw new AssertionError("opened as " + reader.form() + ": " + reader.list());
    } catch (HotfixException e) {
      return e;
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Give the first header of a tar file the checksum that it needs. */
  private static void sign(byte[] tar) {
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? ' ' : tar[i] & 0xff;
    }
    byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, tar, 148, 8);
  }
}
