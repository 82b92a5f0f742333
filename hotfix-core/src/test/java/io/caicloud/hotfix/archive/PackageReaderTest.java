package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageReaderTest {

  @TempDir Path folder;

  private final RawImages images = new RawImages();
  private HotfixPackage built;

  @BeforeEach
  void build() {
    PackageContent content =
        Samples.content()
            .image(images.image("web", 70_000, 3_000, 0, 70_000))
            .image(images.image("side", 3_000, 131_070))
            .build();
    built = write(content);
  }

  private HotfixPackage write(PackageContent content) {
    return PackageWriter.write(
        ArchivePlan.of(content), images, folder, WriteOptions.defaults().withDurable(false));
  }

  @Test
  void reads_what_was_written() {
    try (PackageReader reader = PackageReader.open(built.path())) {
      assertThat(reader.form()).isEqualTo(ArchiveForm.CANONICAL);
      assertThat(reader.layout()).isEqualTo(PackageLayout.TOP_FOLDER);
      assertThat(reader.manifest()).contains(built.manifest());
      assertThat(reader.hotfixPackage()).contains(built);
      assertThat(reader.values()).isEqualTo(Samples.VALUES);
      assertThat(reader.valuesEntry())
          .contains(Samples.STEM + "/default/console/console-web/values.yaml");
      assertThat(reader.list()).hasSize(4);
      assertThat(reader.verify()).isEmpty();
      reader.requireSound();
    }
  }

  @Test
  void says_once_that_there_is_no_package() {
    Path none = folder.resolve("none.tar.gz");

    assertThatThrownBy(() -> PackageReader.open(none))
        .isInstanceOfSatisfying(
            HotfixException.class, e -> assertThat(e.code()).isEqualTo("package-unreadable"))
        .hasMessage("there is no package " + none + "; check the path");
  }

  @Test
  void reads_flat_packages_and_those_without_images() throws IOException {
    Files.delete(built.path());
    HotfixPackage flat = write(Samples.content().layout(PackageLayout.FLAT).build());
    try (PackageReader reader = PackageReader.open(flat.path())) {
      assertThat(reader.layout()).isEqualTo(PackageLayout.FLAT);
      assertThat(reader.manifest()).contains(flat.manifest());
      assertThat(reader.verify()).isEmpty();
    }
  }

  @Test
  void notices_any_changed_byte() throws IOException {
    byte[] sound = Files.readAllBytes(built.path());
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int position =
          round < 30
              ? round
              : round < 60 ? sound.length - 1 - round + 30 : random.nextInt(sound.length);
      byte[] changed = sound.clone();
      changed[position] ^= (byte) (1 << random.nextInt(8));
      Files.write(built.path(), changed);
      assertThat(isSound()).as("byte %d changed", position).isFalse();
    }
  }

  @Test
  void names_entry_and_place_of_damage() throws IOException {
    byte[] bytes = Files.readAllBytes(built.path());
    bytes[20_000] ^= 1;
    Files.write(built.path(), bytes);
    try (PackageReader reader = PackageReader.open(built.path())) {
      List<Finding> findings = reader.verify();
      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).rule()).isEqualTo(PackageRules.DAMAGE);
      assertThat(findings.get(0).location().file())
          .startsWith(Samples.NAME + "!/web-v1-image.tar.gz!/blobs/sha256/");
      assertThat(findings.get(0).message().toString()).contains("the digest must be sha256:");
      assertThatThrownBy(reader::requireSound)
          .isInstanceOfSatisfying(
              HotfixException.class, e -> assertThat(e.code()).isEqualTo("package-damaged"));
    }
  }

  @Test
  void notices_every_length() throws IOException {
    byte[] sound = Files.readAllBytes(built.path());
    Random random = new Random(2);
    for (int round = 0; round < 60; round++) {
      int size = round < 20 ? sound.length - 1 - round : random.nextInt(sound.length);
      Files.write(built.path(), java.util.Arrays.copyOf(sound, size));
      assertThat(isSound()).as("cut to %d bytes", size).isFalse();
      Files.write(built.path(), java.util.Arrays.copyOf(sound, sound.length + round + 1));
      assertThat(isSound()).as("%d zeros behind", round + 1).isFalse();
    }
  }

  @Test
  void notices_a_new_name() throws IOException {
    Path other = folder.resolve(Samples.NAME.replace("bug211", "bug212"));
    Files.move(built.path(), other);
    try (PackageReader reader = PackageReader.open(other)) {
      assertThat(reader.verify())
          .singleElement()
          .satisfies(finding -> assertThat(finding.rule()).isEqualTo(PackageRules.CONTRACT));
    }
  }

  private boolean isSound() {
    try (PackageReader reader = PackageReader.open(built.path())) {
      reader.values();
      return reader.verify().isEmpty();
    } catch (HotfixException e) {
      assertThat(e.code()).isIn("package-damaged", "package-format");
      return false;
    }
  }
}
