package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.Outcome;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.LocalImages;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryRequest;
import io.caicloud.hotfix.testing.RegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several hotfixes at once, the images of which share layers in a registry. */
final class BatchFromRegistryTest {

  @TempDir private Path folder;
  private Path out;
  private SharedBatch batch;
  private RegistryServer registry;

  @BeforeEach
  void start() {
    out = folder.resolve("out");
    batch = new SharedBatch(folder.resolve("tree"), 600_000);
    registry = RegistryServer.start();
    batch.addTo(registry);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private RegistryImages.Builder source() {
    return SharedBatch.from(registry.host(), RegistryAccess.anonymous());
  }

  private BatchResult build(ImageSource images, int threads) {
    return batch.build(BuildOptions.into(out).images(images).threads(threads).durable(false));
  }

  private SortedMap<String, Digest> packages(RegistryImages.Builder builder, int threads)
      throws IOException {
    try (ImageSource images = builder.build()) {
      return packages(images, threads);
    }
  }

  private SortedMap<String, Digest> packages(ImageSource images, int threads) throws IOException {
    BatchResult result = build(images, threads);
    assertThat(result.isSuccessful()).as(result.outcomes().toString()).isTrue();
    SortedMap<String, Digest> digests = Disk.digests(out);
    assertThat(digests).hasSize(SharedBatch.HOTFIXES);
    Disk.remove(out);
    return digests;
  }

  @Test
  void bytes_depend_neither_on_threads_nor_on_where_layers_come_from() throws IOException {
    SortedMap<String, Digest> first = packages(source(), 1);
    assertThat(packages(source(), 4)).isEqualTo(first);
    for (int threads : new int[] {4, 1}) {
      BlobCache cache = BlobCache.at(folder.resolve("cache-" + threads));
      assertThat(packages(source().cache(cache), threads)).isEqualTo(first);
      assertThat(packages(source().cache(cache), threads)).isEqualTo(first);
      assertThat(packages(source().cache(cache).offline(true), threads)).isEqualTo(first);
    }
    try (ImageSource layout = LocalImages.open(batch.layout(folder.resolve("layout")))) {
      assertThat(packages(layout, 4)).isEqualTo(first);
      assertThat(packages(layout, 1)).isEqualTo(first);
    }
  }

  @Test
  void each_blob_is_sent_once_without_a_cache() throws IOException {
    packages(source(), 4);
    Map<String, Long> requests =
        registry.log().entries(RegistryRequest::isBlob).stream()
            .collect(Collectors.groupingBy(e -> e.request().path(), Collectors.counting()));
    assertThat(requests).isNotEmpty();
    Map<String, Long> blobs =
        requests.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().replaceFirst(".*/", ""),
                    Collectors.summingLong(Map.Entry::getValue)));
    assertThat(blobs).containsKey(batch.base().digest().toString());
    assertThat(blobs.values()).as(requests.toString()).containsOnly(1L);
  }

  @Test
  void a_missing_and_a_damaged_image_stop_their_hotfixes_only() throws IOException {
    registry
        .faults()
        .always(
            request -> request.isManifest() && request.path().contains("/web/"),
            RegistryFault.status(404))
        .always(
            request ->
                request.path().endsWith(batch.image("api").layers().get(2).digest().toString()),
            RegistryFault.flipByte(300_000));
    BatchResult result;
    try (ImageSource images = source().build()) {
      result = build(images, 2);
    }
    assertThat(result.isSuccessful()).isFalse();
    assertThat(Disk.names(out)).containsExactly(SharedBatch.packageName("auth"));
    HotfixException missing = failureOf(result, "web");
    assertThat(missing.code()).isEqualTo("image-missing");
    assertThat(missing.getMessage())
        .contains(SharedBatch.reference("web"), registry.host() + "/devops_release/web:v1.0.0");
    HotfixException damaged = failureOf(result, "api");
    assertThat(damaged.code()).isEqualTo("image-damaged");
    assertThat(damaged.getMessage())
        .contains(
            SharedBatch.reference("api"),
            registry.host() + "/devops_release/api:v1.0.0",
            batch.image("api").layers().get(2).digest().toString());
  }

  private static HotfixException failureOf(BatchResult result, String addon) {
    return result.outcomes().stream()
        .filter(outcome -> outcome.path().endsWith(addon + ".yaml"))
        .findFirst()
        .flatMap(Outcome::failure)
        .orElseThrow();
  }
}
