package io.caicloud.hotfix.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformChoiceTest {

  private static final ImageReference WEB =
      ImageReference.parse("[[ registry_release ]]/console-web:v1");
  private static final String NAME = "release/console-web:v1";
  private static final TinyImage AMD64 = image("linux/amd64");
  private static final TinyImage ARM64 = image("linux/arm64/v8");
  private static final TinyImage ARM6 = image("linux/arm/v6");
  private static final TinyImage ARM7 = image("linux/arm/v7");
  private static final TinyImage AMD64_V3 = image("linux/amd64/v3");

  @TempDir Path folder;

  private static TinyImage image(String platform) {
    return TinyImage.builder()
        .platform(Platform.parse(platform))
        .layer(LayerForm.GZIP, Map.of("platform", platform))
        .build();
  }

  private ResolvedImage resolve(String platform) {
    try (ImageSource source = OciLayoutImages.open(folder)) {
      return source.resolve(WEB, Platform.parse(platform));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "linux/amd64/v3, linux/amd64/v3",
    "linux/arm64, linux/arm64/v8",
    "linux/arm64/v8, linux/arm64/v8",
    "linux/arm, linux/arm/v7",
    "linux/arm/v6, linux/arm/v6",
  })
  void index_gives_the_image_for_the_platform(String wanted, String expected) throws IOException {
    OciLayoutMaker.in(folder).addIndex(NAME, ARM6, AMD64_V3, ARM7, ARM64, AMD64).write();
    assertThat(resolve(wanted).platform()).hasToString(expected);
    assertThat(resolve(wanted).config()).isEqualTo(image(expected).config());
  }

  @Test
  void refuses_a_platform_that_is_not_there_and_lists_those_that_are() throws IOException {
    OciLayoutMaker.in(folder).addIndex(NAME, ARM64, AMD64_V3).write();
    Refusal.of(
        () -> resolve("linux/amd64"),
        "image-platform",
        WEB,
        folder,
        NAME,
        "linux/amd64/v3, linux/arm64/v8");
  }

  @Test
  void attestations_are_no_platforms() throws IOException {
    OciLayoutMaker.in(folder).addIndex(NAME, ARM64).write();
    assertThatThrownBy(() -> resolve("linux/amd64"))
        .hasMessageContaining("only for linux/arm64/v8;")
        .hasMessageNotContaining("unknown");
    assertThatThrownBy(() -> resolve("unknown/unknown"))
        .hasMessageContaining("only for linux/arm64/v8;");
  }

  @Test
  void other_platforms_need_not_be_there() throws IOException {
    OciLayoutMaker.in(folder).addIndex(NAME, ARM64, AMD64).write();
    Files.delete(OciLayoutMaker.blob(folder, ARM64.manifest().digest()));
    assertThat(resolve("linux/amd64").manifest()).isEqualTo(AMD64.manifest());
  }

  @Test
  void refuses_an_index_that_lies_about_the_platform() throws IOException {
    OciLayoutMaker.in(folder).addIndex(NAME, AMD64).write();
    Path nested;
    try (var blobs = Files.list(folder.resolve("blobs/sha256"))) {
      nested = blobs.filter(PlatformChoiceTest::isIndex).findFirst().orElseThrow();
    }
    String lie = Files.readString(nested).replace("\"amd64\"", "\"arm64\"");
    Digest digest = Digest.of(lie.getBytes(UTF_8));
    Files.writeString(OciLayoutMaker.blob(folder, digest), lie);
    Path index = folder.resolve("index.json");
    Files.writeString(
        index, Files.readString(index).replace(nested.getFileName().toString(), digest.hex()));
    Refusal.of(
        () -> resolve("linux/arm64"),
        "image-damaged",
        WEB,
        AMD64.config().digest(),
        "linux/arm64",
        "linux/amd64");
  }

  private static boolean isIndex(Path blob) {
    try {
      return Files.readString(blob, ISO_8859_1).contains("\"manifests\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void entries_of_one_name_for_several_platforms_are_no_contradiction() throws IOException {
    OciLayoutMaker.in(folder).add(NAME, ARM64).add(NAME, AMD64).write();
    assertThat(resolve("linux/amd64").config()).isEqualTo(AMD64.config());
    assertThat(resolve("linux/arm64").config()).isEqualTo(ARM64.config());
  }

  @Test
  void refuses_indexes_without_end() throws IOException {
    String index = "{\"schemaVersion\":2,\"manifests\":[]}";
    Files.createDirectories(folder.resolve("blobs/sha256"));
    String type = "application/vnd.oci.image.index.v1+json";
    String entry = "";
    for (int depth = 0; depth < 10; depth++) {
      Digest digest = Digest.of(index.getBytes(UTF_8));
      Files.writeString(OciLayoutMaker.blob(folder, digest), index);
      entry =
          "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d"
              .formatted(type, digest, index.length());
      index = "{\"schemaVersion\":2,\"manifests\":[" + (entry + "},").repeat(30) + entry + "}]}";
    }
    String name = ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + NAME + "\"}}";
    Files.writeString(folder.resolve("index.json"), "{\"manifests\":[" + entry + name + "]}");
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Refusal.of(() -> resolve("linux/amd64"), "image-damaged", WEB, folder);
  }
}
