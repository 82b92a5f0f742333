package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.RegistryRequest;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryTargetTest {

  private static final TinyImage IMAGE =
      TinyImage.builder()
          .dockerManifest()
          .layer(LayerForm.PLAIN, Map.of("big", "x".repeat(600_000)))
          .layer(LayerForm.GZIP, Map.of("web", "web"))
          .build();
  private final TinyImages images = new TinyImages();
  private final ResolvedImage image = images.add("[[ registry_release ]]/web:v1", IMAGE);
  private final RegistryServer registry = RegistryServer.start();
  private final RegistryTarget target = RegistryTarget.open(QuickAccess.access());

  @AfterEach
  void close() {
    target.close();
    registry.close();
  }

  private static boolean isSent(RegistryRequest request) {
    return request.isUpload() && request.method().equals("PUT");
  }

  private static boolean isStart(RegistryRequest request) {
    return request.isUpload() && request.method().equals("POST");
  }

  private String name(String repository) {
    return registry.reference(repository, "v1");
  }

  private PushedImage push() {
    return target.push(image, images, name("release/web"));
  }

  private static List<PushedBlob.Way> ways(PushedImage pushed) {
    return pushed.blobs().stream().map(PushedBlob::way).toList();
  }

  private void assertThere(String repository) {
    assertThat(registry.manifest(repository, "v1").orElseThrow().descriptor())
        .isEqualTo(IMAGE.manifest());
    assertThat(registry.content().blobs(repository))
        .contains(image.config().digest())
        .containsAll(image.layers().stream().map(Descriptor::digest).toList());
  }

  @Test
  void sends_what_is_not_there_and_then_the_tag() {
    PushedImage pushed = push();
    assertThat(ways(pushed)).containsOnly(PushedBlob.Way.UPLOADED);
    assertThat(pushed.uploadedBytes())
        .isEqualTo(
            image.config().size() + image.layers().stream().mapToLong(Descriptor::size).sum());
    assertThat(pushed.tagged()).isTrue();
    assertThat(pushed.manifest()).isEqualTo(IMAGE.manifest());
    assertThere("release/web");
    assertThat(registry.openUploads()).isZero();
  }

  @Test
  void sends_nothing_twice() {
    push();
    registry.log().clear();
    PushedImage again = push();
    assertThat(ways(again)).containsOnly(PushedBlob.Way.THERE);
    assertThat(again.uploadedBytes()).isZero();
    assertThat(again.tagged()).isFalse();
    assertThat(registry.log().entries()).extracting(e -> e.request().method()).containsOnly("HEAD");
  }

  @Test
  void takes_blobs_from_a_neighbor_without_sending_them() {
    push();
    PushedImage pushed =
        target.push(image, images, name("release/copy"), List.of("release/none", "release/web"));
    assertThat(ways(pushed)).containsOnly(PushedBlob.Way.MOUNTED);
    assertThere("release/copy");
    registry.log().clear();
    PushedImage sent = target.push(image, images, name("release/third"), List.of("release/none"));
    assertThat(ways(sent)).containsOnly(PushedBlob.Way.UPLOADED);
    assertThat(registry.log().entries(RegistryTargetTest::isStart)).hasSize(3);
    assertThere("release/third");
  }

  @Test
  void moves_a_tag() {
    registry.add("release/web", "v1", TinyImage.of("older"));
    assertThat(push().tagged()).isTrue();
    assertThere("release/web");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pushes_with_credentials_and_relative_locations(boolean basic) {
    RegistryAuth auth =
        basic
            ? RegistryAuth.basic("me", "s3cret-word")
            : RegistryAuth.bearer().user("me", "s3cret-word");
    try (RegistryServer closed = RegistryServer.builder().auth(auth).relativeLocations().start();
        RegistryTarget open =
            RegistryTarget.open(
                QuickAccess.builder().credentials(closed.host(), "me", "s3cret-word").build())) {
      open.push(image, images, closed.reference("release/web", "v1"));
      PushedImage copy =
          open.push(image, images, closed.reference("release/copy", "v1"), List.of("release/web"));
      assertThat(ways(copy)).containsOnly(PushedBlob.Way.MOUNTED);
      assertThat(closed.manifest("release/copy", "v1").orElseThrow().descriptor())
          .isEqualTo(IMAGE.manifest());
      Refusal.of(
          () -> target.push(image, images, closed.reference("release/web", "v2")),
          "registry-unauthorized",
          image.reference(),
          closed.host());
    }
  }

  static Stream<RegistryFault> faultsThatPass() {
    return Stream.of(
        RegistryFault.status(500),
        RegistryFault.status(503),
        RegistryFault.status(404),
        RegistryFault.tooManyRequests("1"),
        RegistryFault.drop(),
        RegistryFault.dropRequestAfter(100),
        RegistryFault.stall(),
        RegistryFault.loseAnswer());
  }

  @ParameterizedTest
  @MethodSource("faultsThatPass")
  void sends_again_what_was_not_taken(RegistryFault fault) {
    registry.faults().next(2, RegistryTargetTest::isSent, fault);
    push();
    assertThere("release/web");
  }

  record Fault(RegistryFault fault, String code) {}

  static Stream<Fault> faultsThatStay() {
    return Stream.of(
        new Fault(RegistryFault.status(500), "registry-answer"),
        new Fault(RegistryFault.status(400), "registry-answer"),
        new Fault(RegistryFault.status(403), "registry-unauthorized"),
        new Fault(RegistryFault.drop(), "registry-unreachable"),
        new Fault(RegistryFault.wrongDigestHeader(), "image-damaged"),
        new Fault(RegistryFault.endlessBody(), "registry-answer"));
  }

  @ParameterizedTest
  @MethodSource("faultsThatStay")
  void says_what_stops_an_upload_and_sets_no_tag(Fault fault) {
    registry.faults().always(RegistryTargetTest::isSent, fault.fault());
    Refusal.of(
        () -> push(),
        fault.code(),
        image.reference(),
        name("release/web"),
        image.layers().get(0).digest());
    assertThat(registry.manifest("release/web", "v1")).isEmpty();
  }

  @Test
  void says_what_stops_the_tag() {
    Predicate<RegistryRequest> tagging =
        request -> request.isManifest() && request.method().equals("PUT");
    registry.faults().always(tagging, RegistryFault.status(400));
    Refusal.of(() -> push(), "registry-answer", image.reference(), name("release/web"));
    registry.faults().clear();
    registry.faults().always(tagging, RegistryFault.wrongDigestHeader());
    Refusal.of(() -> push(), "image-damaged", image.reference(), IMAGE.manifest().digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"web:v1", "host.example/web", "host.example/Web:v1", "https://h/w:v1"})
  void refuses_what_is_no_name(String name) {
    Refusal.of(() -> target.push(image, images, name), "invalid-target", name);
  }

  @Test
  void interrupt_stops_and_stays_set() {
    Thread.currentThread().interrupt();
    Refusal.of(() -> push(), "interrupted", image.reference());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(registry.manifest("release/web", "v1")).isEmpty();
  }

  @Test
  void closed_target_pushes_nothing() {
    target.close();
    assertThatThrownBy(() -> push()).isInstanceOf(IllegalStateException.class);
  }
}
