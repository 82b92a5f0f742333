package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.ImageSourceContract.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault ends in the right bytes or in one clear error. */
final class RegistryFaultsTest extends RegistryImagesFixture {

  static Stream<RegistryFault> faultsThatPass() {
    return Stream.of(
        RegistryFault.status(500),
        RegistryFault.status(503),
        RegistryFault.tooManyRequests("1"),
        RegistryFault.drop(),
        RegistryFault.stall(),
        RegistryFault.truncateAfter(0),
        RegistryFault.truncateAfter(300_000),
        RegistryFault.resetAfter(300_000),
        RegistryFault.stallAfter(400_000));
  }

  @ParameterizedTest
  @MethodSource("faultsThatPass")
  void gets_over_a_fault_that_passes(RegistryFault fault) throws IOException {
    for (boolean cached : new boolean[] {false, true}) {
      try (RegistryImages source = source(cached)) {
        ResolvedImage image = web(source);
        registry.faults().next(2, RegistryImagesFixture::isBase, fault);
        assertThat(read(source, image, image.layers().get(0))).isEqualTo(bytes(BASE));
        registry.faults().clear();
      }
    }
    assertThat(list(folder.resolve("cache/blobs/sha256"))).hasSize(3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void goes_on_where_it_broke_off() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      registry
          .faults()
          .next(1, RegistryImagesFixture::isBase, RegistryFault.truncateAfter(600_000));
      read(source, image, image.layers().get(0));
      List<String> ranges = new ArrayList<>();
      registry
          .log()
          .entries(RegistryImagesFixture::isBase)
          .forEach(entry -> ranges.add(entry.request().header("Range").orElse("none")));
      assertThat(ranges).containsExactly("none", "bytes=600000-");
    }
  }

  @Test
  void takes_the_whole_again_from_a_registry_without_ranges() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      registry
          .faults()
          .next(1, RegistryImagesFixture::isBase, RegistryFault.truncateAfter(600_000));
      registry.faults().next(1, RegistryImagesFixture::isBase, RegistryFault.ignoreRange());
      assertThat(read(source, image, image.layers().get(0))).isEqualTo(bytes(BASE));
    }
  }

  record Fault(RegistryFault fault, String code) {}

  static Stream<Fault> faultsThatStay() {
    return Stream.of(
        new Fault(RegistryFault.status(500), "registry-answer"),
        new Fault(RegistryFault.status(404), "image-damaged"),
        new Fault(RegistryFault.status(403), "registry-unauthorized"),
        new Fault(RegistryFault.unauthorized(), "registry-unauthorized"),
        new Fault(RegistryFault.tooManyRequests("1"), "registry-answer"),
        new Fault(RegistryFault.endlessError(502), "registry-answer"),
        new Fault(RegistryFault.htmlPage(200), "image-damaged"),
        new Fault(RegistryFault.endlessBody(), "image-damaged"),
        new Fault(RegistryFault.garbage(), "image-damaged"),
        new Fault(RegistryFault.drop(), "registry-unreachable"),
        new Fault(RegistryFault.stall(), "registry-unreachable"),
        new Fault(RegistryFault.truncateAfter(0), "registry-unreachable"),
        new Fault(RegistryFault.stallAfter(0), "registry-unreachable"),
        new Fault(RegistryFault.flipByte(0), "image-damaged"),
        new Fault(RegistryFault.flipByte(699_999), "image-damaged"),
        new Fault(RegistryFault.tooLong(1), "image-damaged"),
        new Fault(RegistryFault.redirectLoop(), "registry-answer"));
  }

  @ParameterizedTest
  @MethodSource("faultsThatStay")
  void says_what_is_wrong_with_a_layer(Fault fault) throws IOException {
    for (boolean cached : new boolean[] {false, true}) {
      try (RegistryImages source = source(cached)) {
        ResolvedImage image = web(source);
        registry.faults().always(RegistryImagesFixture::isBase, fault.fault());
        Refusal.of(
            () -> read(source, image, image.layers().get(0)),
            fault.code(),
            WEB,
            name(),
            BASE.digest());
        registry.faults().clear();
      }
    }
    assertThat(folder.resolve("cache/blobs/sha256/" + BASE.digest().hex())).doesNotExist();
  }

  @Test
  void refuses_a_range_that_was_not_asked_for() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      registry
          .faults()
          .next(1, RegistryImagesFixture::isBase, RegistryFault.truncateAfter(300_000));
      registry.faults().next(9, RegistryImagesFixture::isBase, RegistryFault.wrongContentRange());
      Refusal.of(
          () -> read(source, image, image.layers().get(0)), "registry-answer", WEB, BASE.digest());
    }
  }

  @Test
  void never_gives_the_last_bytes_of_a_wrong_layer() throws IOException {
    try (RegistryImages source = source(false)) {
      ResolvedImage image = web(source);
      registry.faults().always(RegistryImagesFixture::isBase, RegistryFault.flipByte(10));
      long given = 0;
      try (ReadableByteChannel channel = source.open(image, image.layers().get(0))) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
          given += count;
        }
      } catch (HotfixException e) {
        assertThat(e.code()).isEqualTo("image-damaged");
      }
      assertThat(given).isLessThan(BASE.size());
    }
  }

  @Test
  void fetches_a_small_blob_again_that_was_damaged_on_its_way() throws IOException {
    try (RegistryImages source = source(true)) {
      registry.faults().next(1, RegistryImagesFixture::isConfig, RegistryFault.flipByte(10));
      ResolvedImage image = web(source);
      registry.faults().next(1, RegistryRequest::isBlob, RegistryFault.flipByte(10));
      assertThat(Digest.of(read(source, image, image.layers().get(1))))
          .isEqualTo(image.layers().get(1).digest());
    }
  }

  static Stream<Fault> faultsOfManifests() {
    return Stream.of(
        new Fault(RegistryFault.status(404), "image-missing"),
        new Fault(RegistryFault.status(500), "registry-answer"),
        new Fault(RegistryFault.status(403), "registry-unauthorized"),
        new Fault(RegistryFault.unauthorized(), "registry-unauthorized"),
        new Fault(RegistryFault.htmlPage(200), "registry-answer"),
        new Fault(RegistryFault.endlessBody(), "registry-answer"),
        new Fault(RegistryFault.garbage(), "image-damaged"),
        new Fault(RegistryFault.drop(), "registry-unreachable"),
        new Fault(RegistryFault.stall(), "registry-unreachable"),
        new Fault(RegistryFault.truncateAfter(10), "registry-unreachable"),
        new Fault(RegistryFault.flipByte(3), "image-damaged"),
        new Fault(RegistryFault.wrongDigestHeader(), "image-damaged"),
        new Fault(RegistryFault.schema1(), "image-unsupported"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfManifests")
  void says_what_is_wrong_with_a_manifest(Fault fault) throws IOException {
    try (RegistryImages source = source(true)) {
      registry.faults().always(RegistryRequest::isManifest, fault.fault());
      Refusal.of(() -> web(source), fault.code(), WEB, name());
      registry.faults().clear();
      readAll(source, web(source));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flip", "missing", "long"})
  void says_what_is_wrong_with_a_configuration(String how) {
    RegistryFault fault =
        switch (how) {
          case "flip" -> RegistryFault.flipByte(3);
          case "missing" -> RegistryFault.status(404);
          default -> RegistryFault.tooLong(1);
        };
    try (RegistryImages source = source(true)) {
      registry.faults().always(RegistryImagesFixture::isConfig, fault);
      Refusal.of(() -> web(source), "image-damaged", WEB, name(), IMAGE.config().digest());
    }
  }
}
