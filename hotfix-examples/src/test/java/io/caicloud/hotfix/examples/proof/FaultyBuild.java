package io.caicloud.hotfix.examples.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.BatchResult;
import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.ImagesUnavailableException;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.BlobCache;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.RegistryAccess;
import io.caicloud.hotfix.image.RegistryImages;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * One build from a registry of which a tenth of all answers are wrong, and all that must be true of
 * it afterwards. For one thread, which is in a group of its own.
 */
final class FaultyBuild {

  /** Where blobs are kept. */
  enum Keeping {
    NOWHERE,
    FRESH_CACHE,
    OLD_CACHE
  }

  /**
   * What became of a build.
   *
   * @param met how many requests met a fault
   * @param failures the codes of the hotfixes that failed
   */
  record End(int met, List<String> failures) {}

  static final double RATE = 0.1;

  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Pattern IMAGE =
      Pattern.compile("127\\.0\\.0\\.1:\\d+/" + SharedBatch.PROJECT + "/(web|api|job|auth)\\b");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  static final List<RegistryFault> FAULTS =
      List.of(
          RegistryFault.unauthorized(),
          RegistryFault.status(403),
          RegistryFault.status(404),
          RegistryFault.status(500),
          RegistryFault.status(502),
          RegistryFault.status(503),
          RegistryFault.tooManyRequests("0"),
          RegistryFault.tooManyRequests("1"),
          RegistryFault.garbage(),
          RegistryFault.htmlPage(200),
          RegistryFault.htmlPage(502),
          RegistryFault.endlessError(500),
          RegistryFault.endlessBody(),
          RegistryFault.truncateAfter(0),
          RegistryFault.truncateAfter(100),
          RegistryFault.truncateAfter(300_000),
          RegistryFault.resetAfter(0),
          RegistryFault.resetAfter(300_000),
          RegistryFault.stallAfter(100),
          RegistryFault.stallAfter(300_000),
          RegistryFault.stall(),
          RegistryFault.drop(),
          RegistryFault.dropRequestAfter(0),
          RegistryFault.loseAnswer(),
          RegistryFault.flipByte(0),
          RegistryFault.flipByte(70),
          RegistryFault.flipByte(400_000),
          RegistryFault.wrongDigestHeader(),
          RegistryFault.tooLong(1),
          RegistryFault.ignoreRange(),
          RegistryFault.wrongContentRange(),
          RegistryFault.redirectLoop(),
          RegistryFault.redirectTo(URI.create("http://127.0.0.1:1/elsewhere")),
          RegistryFault.schema1());

  private final SharedBatch batch;
  private final SortedMap<String, Digest> right;
  private final Path lane;
  private final int seed;
  private final Secrets secrets = new Secrets();
  private final Path out;
  private final Path temporary;

  /**
   * Prepare a build.
   *
   * @param right the packages that it should make
   * @param lane the folder of this thread, in which the old cache is
   * @param seed the seed of the faults; it also decides about cache, login and redirects
   */
  FaultyBuild(SharedBatch batch, SortedMap<String, Digest> right, Path lane, int seed) {
    this.batch = batch;
    this.right = right;
    this.lane = lane;
    this.seed = seed;
    out = lane.resolve("out-" + seed);
    temporary = lane.resolve("temporary-" + seed);
  }

  Keeping keeping() {
    return Keeping.values()[seed % Keeping.values().length];
  }

  private Path cache() {
    return lane.resolve(keeping() == Keeping.OLD_CACHE ? "cache" : "cache-" + seed);
  }

  /** Build, and check what is left. */
  End run() throws IOException {
    Files.createDirectories(temporary);
    try (RegistryServer registry = registry()) {
      batch.addTo(registry);
      registry.faults().random(seed, RATE, request -> true, FAULTS);
      BatchResult result;
      try (RegistryImages source = source(registry)) {
        result = batch.build(BuildOptions.into(out).images(source).threads(2).durable(false));
      }
      registry.awaitNoConnection(Duration.ofSeconds(20));
      secrets.of(registry.log());
      assertThat(registry.log().leaks()).isEmpty();
      check(result);
      int met = registry.log().entries().stream().mapToInt(e -> e.fault().isEmpty() ? 0 : 1).sum();
      List<String> failures = new ArrayList<>();
      result.outcomes().forEach(o -> o.failure().ifPresent(e -> failures.add(e.code())));
      return new End(met, failures);
    } finally {
      Quiet.awaitNoThread();
    }
  }

  /** Remove what the build made, except for the old cache. */
  void remove() throws IOException {
    Disk.remove(out);
    Disk.remove(temporary);
    if (keeping() == Keeping.FRESH_CACHE) {
      Disk.remove(cache());
    }
  }

  private RegistryServer registry() {
    RegistryServer.Builder builder =
        RegistryServer.builder()
            .auth(
                seed / 3 % 2 == 0
                    ? RegistryAuth.bearer().user(Secrets.USER, Secrets.PASSWORD).tokenUses(10)
                    : RegistryAuth.basic(Secrets.USER, Secrets.PASSWORD));
    return (seed / 6 % 2 == 0 ? builder : builder.redirectBlobs()).start();
  }

  private RegistryImages source(RegistryServer registry) {
    RegistryAccess access =
        RegistryAccess.builder()
            .credentials(registry.host(), Secrets.USER, Secrets.PASSWORD)
            .timeouts(SILENCE, SILENCE, SILENCE)
            .attempts(4)
            .build();
    RegistryImages.Builder source =
        SharedBatch.from(registry.host(), access)
            .temporary(temporary)
            .warnings(warning -> secrets.text(warning.text(Locale.ENGLISH)));
    if (keeping() != Keeping.NOWHERE) {
      // Too small for all, so that the old cache always lacks something.
      long most = batch.base().size() * 2;
      source.cache(BlobCache.builder(cache()).mostBytes(most).durable(false).open());
    }
    return source.build();
  }

  private void check(BatchResult result) throws IOException {
    List<String> built = new ArrayList<>(SharedBatch.names(result.packages()));
    Collections.sort(built);
    assertThat(result.outcomes()).hasSize(SharedBatch.HOTFIXES);
    assertThat(result.findings()).isEmpty();
    assertThat(Disk.names(out)).as("files in the output folder").isEqualTo(built);
    Disk.hasRightPackagesOnly(out, right);
    assertThat(result.isSuccessful()).isEqualTo(built.size() == SharedBatch.HOTFIXES);
    result.outcomes().forEach(outcome -> outcome.failure().ifPresent(this::check));
    secrets.areNotShown();
    assertThat(Disk.names(temporary)).as("temporary files").isEmpty();
    if (keeping() != Keeping.NOWHERE) {
      Disk.isSoundCache(cache());
      assertThat(Disk.unfinished(cache(), Disk.entries(cache()))).as("left in cache").isEmpty();
    }
  }

  private void check(HotfixException failure) {
    secrets.text(failure);
    for (Locale language : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      String text = failure.message(language);
      assertThat(text).containsPattern(IMAGE).contains(SharedBatch.TAG);
      if (!(failure instanceof ImagesUnavailableException)) {
        assertThat(text).containsPattern(DIGEST);
      }
    }
  }
}
