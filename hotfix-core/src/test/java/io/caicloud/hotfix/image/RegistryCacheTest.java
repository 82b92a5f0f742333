package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.RegistryRequest;
import io.caicloud.hotfix.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched once, and what becomes of a cache. */
final class RegistryCacheTest extends RegistryImagesFixture {

  @Test
  void second_build_asks_only_for_the_tag() throws IOException {
    try (RegistryImages source = source(true)) {
      readAll(source, web(source));
    }
    registry.log().clear();
    try (RegistryImages source = builder().cache(cache()).build()) {
      readAll(source, web(source));
    }
    assertThat(registry.log().entries()).hasSizeLessThanOrEqualTo(2);
    assertThat(requests(RegistryRequest::isBlob)).isZero();
    assertThat(requests(RegistryRequest::isManifest)).isEqualTo(1);
  }

  @Test
  void damaged_entry_is_fetched_again() throws IOException {
    try (RegistryImages source = source(true)) {
      readAll(source, web(source));
    }
    Path entry = folder.resolve("cache/blobs/sha256/" + BASE.digest().hex());
    byte[] wrong = Files.readAllBytes(entry);
    wrong[5] ^= 1;
    Files.write(entry, wrong);
    BlobCache verifying = BlobCache.builder(folder.resolve("cache")).verifying(true).open();
    try (RegistryImages source = builder().cache(verifying).build()) {
      readAll(source, web(source));
    }
    Files.write(entry, new byte[3]);
    try (RegistryImages source = builder().cache(cache()).build()) {
      readAll(source, web(source));
    }
    assertThat(requests(RegistryImagesFixture::isBase)).isEqualTo(3);
    assertThat(entry).hasBinaryContent(bytes(BASE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void layer_of_two_images_comes_once(boolean cached) throws IOException {
    try (RegistryImages source = source(cached)) {
      ResolvedImage web = web(source);
      ResolvedImage admin = source.resolve(ADMIN, Platform.LINUX_AMD64);
      readAll(source, web);
      readAll(source, admin);
      readAll(source, web);
      assertThat(requests(RegistryImagesFixture::isBase)).isEqualTo(1);
      assertThat(list(folder.resolve("tmp"))).hasSize(cached ? 0 : 1);
    }
  }

  @Test
  void layer_of_one_image_is_kept_nowhere() throws IOException {
    try (RegistryImages source = source(false)) {
      readAll(source, web(source));
      assertThat(list(folder.resolve("tmp"))).isEmpty();
    }
  }

  @Test
  void full_cache_disk_is_a_warning_and_no_failure() throws IOException {
    Path small = Files.createDirectories(folder.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small, 300_000)) {
      registry.add("devops_release/console-web", "v1", IMAGE);
      BlobCache cache = BlobCache.at(disk.folder().resolve("cache"));
      try (RegistryImages source = builder().cache(cache).build()) {
        ResolvedImage image = web(source);
        readAll(source, image);
        readAll(source, image);
      }
      assertThat(warnings).singleElement().asString().contains(disk.folder().toString(), "; ");
      assertThat(list(cache.folder().resolve("blobs/sha256")))
          .noneMatch(file -> file.getFileName().toString().endsWith(".part"))
          .noneMatch(file -> file.endsWith(BASE.digest().hex()));
    }
  }

  @Test
  void cache_stays_within_its_limit_but_keeps_what_is_in_use() throws IOException {
    BlobCache small = BlobCache.builder(folder.resolve("cache")).mostBytes(5000).open();
    registry.add("devops_release/console-web", "v1", IMAGE);
    try (RegistryImages source = builder().cache(small).build()) {
      readAll(source, web(source));
      assertThat(folder.resolve("cache/blobs/sha256/" + BASE.digest().hex())).exists();
    }
    long total = 0;
    for (Path file : list(folder.resolve("cache/blobs/sha256"))) {
      total += Files.size(file);
    }
    assertThat(total).isLessThanOrEqualTo(5000);
  }
}
