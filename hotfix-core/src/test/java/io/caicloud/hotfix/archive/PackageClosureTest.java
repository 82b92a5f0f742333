package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.ResolvedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages in our own frame whose checksums are all right, but which lie about what they hold. */
final class PackageClosureTest {

  @TempDir Path folder;

  private final RawImages images = new RawImages();
  private Path file;
  private byte[] tar;

  @BeforeEach
  void build() throws IOException {
    file = write(Samples.content().image(images.image("web", 5000, 700)).build());
    tar = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
  }

  private Path write(PackageContent content) {
    WriteOptions options = WriteOptions.defaults().withDurable(false);
    return PackageWriter.write(ArchivePlan.of(content), images, folder, options).path();
  }

  @Test
  void is_sound_when_framed_again() throws IOException {
    assertThat(verify()).isEmpty();
  }

  @Test
  void notices_a_wrong_crc_in_the_manifest() throws IOException {
    replace("\"crc32\": \"", "\"crc32\": \"", 1);
    assertFinding(PackageRules.CLOSURE, "but the archive has");
  }

  @Test
  void notices_other_values() throws IOException {
    replace("_config: {}", "_config: []", 0);
    assertFinding(PackageRules.DAMAGE, "the digest must be");
    try (PackageReader reader = PackageReader.open(file)) {
      assertThat(refusal(reader::values)).contains("must have the digest");
    }
  }

  @Test
  void notices_another_tag_in_the_image() throws IOException {
    replace("[\"harbor.caicloud.xyz", "[\"harbor.caicloud.abc", 0);
    assertFinding(PackageRules.DAMAGE, "at byte");
  }

  @Test
  void notices_an_image_manifest_that_names_other_layers() throws IOException {
    PackagedImage honest = images.image("web", 5000, 700);
    ResolvedImage image = honest.image();
    List<Descriptor> fewer = image.layers().subList(0, 1);
    ResolvedImage lying =
        new ResolvedImage(
            image.reference(),
            image.platform(),
            image.manifest(),
            image.manifestBytes(),
            image.config(),
            fewer);
    Files.delete(file);
    file =
        write(
            Samples.content()
                .image(new PackagedImage(lying, honest.fileName(), honest.targetName()))
                .build());
    try (PackageReader reader = PackageReader.open(file)) {
      assertThat(reader.verify())
          .singleElement()
          .satisfies(f -> assertThat(f.rule()).isEqualTo(PackageRules.CLOSURE));
    }
  }

  @Test
  void refuses_another_name_for_an_entry() throws IOException {
    replace("/web-v1-image.tar.gz", "/wed-v1-image.tar.gz", 0);
    assertThat(openRefusal()).contains("header in it is damaged");
  }

  @Test
  void refuses_an_entry_more() throws IOException {
    byte[] more = new TestTar().file(Samples.STEM + "/other.yaml", "a: 1").plain();
    byte[] both = new byte[1024 + tar.length];
    System.arraycopy(more, 0, both, 0, 1024);
    System.arraycopy(tar, 0, both, 1024, tar.length);
    tar = both;
    assertThat(openRefusal()).contains("entry 1 must be", "other.yaml");
  }

  @Test
  void refuses_a_manifest_that_promises_another_file() throws IOException {
    replace("\"path\": \"default/console", "\"path\": \"default/consolf", 0);
    assertThat(openRefusal()).contains("its only small file must be");
  }

  @Test
  void refuses_a_manifest_with_facts_of_another_hotfix() throws IOException {
    replace("\"desc\": \"bug211\"", "\"desc\": \"bug212\"", 0);
    assertThat(openRefusal()).contains("tells of another hotfix");
  }

  @Test
  void refuses_a_manifest_written_in_another_way() throws IOException {
    replace("\"format\": 1,\n", "\"format\":  1,", 0);
    assertThat(openRefusal()).contains("not written as the library writes it");
  }

  /**
   * Replace a text by one of the same length; count on by some bytes and change one digit there.
   */
  private void replace(String text, String by, int digit) {
    String all = new String(tar, StandardCharsets.ISO_8859_1);
    int start = all.lastIndexOf(text);
    assertThat(start).isNotNegative();
    byte[] bytes = by.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, start, bytes.length);
    if (digit > 0) {
      int at = start + bytes.length;
      tar[at] = (byte) (tar[at] == '0' ? '1' : '0');
    }
  }

  private List<Finding> verify() throws IOException {
    Files.write(file, TestTar.stored(tar));
    try (PackageReader reader = PackageReader.open(file)) {
      return reader.verify();
    }
  }

  private void assertFinding(RuleId rule, String text) throws IOException {
    assertThat(verify())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.message().toString()).contains(text);
            });
  }

  private String openRefusal() throws IOException {
    Files.write(file, TestTar.stored(tar));
    return refusal(() -> PackageReader.open(file).close());
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
      throw new AssertionError("not refused");
    } catch (HotfixException e) {
      assertThat(e.code()).isEqualTo("package-damaged");
      return e.getMessage();
    }
  }
}
