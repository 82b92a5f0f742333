package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.RegistryAuth;
import io.caicloud.hotfix.testing.RegistryRequest;
import io.caicloud.hotfix.testing.RegistryServer;
import io.caicloud.hotfix.testing.TinyImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source of registry images promises beyond the contract of all sources. */
final class RegistryImagesTest extends RegistryImagesFixture {

  @Test
  void names_the_tags_that_are_there_in_place_of_a_missing_one() {
    try (RegistryImages source = source(false)) {
      ImageReference missing = ImageReference.parse("[[ registry_release ]]/console-web:v11");
      Refusal.of(
          () -> source.resolve(missing, Platform.LINUX_AMD64),
          "image-missing",
          missing,
          registry.host(),
          "devops_release/console-web",
          "console-web:v1");
      ImageReference unknown = ImageReference.parse("[[ registry_release ]]/nothing:v1");
      Refusal.of(() -> source.resolve(unknown, Platform.LINUX_AMD64), "image-missing", unknown);
      ImageReference library = ImageReference.parse("[[ registry_library ]]/busybox:v1");
      Refusal.of(
          () -> source.resolve(library, Platform.LINUX_AMD64),
          "image-missing",
          library,
          "registry_library");
    }
  }

  @Test
  void does_not_show_credentials() {
    try (RegistryServer closed =
            RegistryServer.builder().auth(RegistryAuth.basic("me", "s3cret-word")).start();
        RegistryImages source =
            RegistryImages.builder()
                .project(ImageReference.RELEASE, closed.host() + "/devops_release")
                .access(
                    QuickAccess.builder()
                        .credentials(closed.host(), "me", "wr0ng-word")
                        .proxy(URI.create("http://u:pr0xy-word@127.0.0.1:9"), List.of("*"))
                        .build())
                .build()) {
      assertThatThrownBy(() -> web(source))
          .isInstanceOf(HotfixException.class)
          .hasMessageContaining(closed.host())
          .satisfies(
              e -> {
                StringWriter all = new StringWriter();
                e.printStackTrace(new PrintWriter(all));
                assertThat(all.toString()).doesNotContain("wr0ng-word", "pr0xy-word");
              });
    }
  }

  @Test
  void credentials_stay_with_the_registry_when_it_redirects() throws IOException {
    try (RegistryServer redirecting =
        RegistryServer.builder()
            .auth(RegistryAuth.basic("me", "s3cret-word"))
            .redirectBlobs()
            .start()) {
      redirecting.add("devops_release/console-web", "v1", IMAGE);
      try (RegistryImages source =
          builder()
              .project(ImageReference.RELEASE, redirecting.host() + "/devops_release")
              .access(
                  QuickAccess.builder()
                      .credentials(redirecting.host(), "me", "s3cret-word")
                      .build())
              .build()) {
        readAll(source, web(source));
      }
      assertThat(redirecting.log().leaks()).isEmpty();
      assertThat(redirecting.log().entries(r -> r.host() == RegistryRequest.Host.STORAGE))
          .isNotEmpty();
    }
  }

  @Test
  void tag_stays_what_it_was_for_a_source() throws IOException {
    try (RegistryImages source = source(false);
        RegistryImages later = builder().build()) {
      ResolvedImage first = web(source);
      registry.add("devops_release/console-web", "v1", OTHER);
      long asked = registry.log().entries().size();
      assertThat(web(source)).isEqualTo(first);
      assertThat(registry.log().entries()).hasSize((int) asked);
      assertThat(web(later).manifest()).isEqualTo(OTHER.manifest());
      readAll(source, first);
    }
  }

  @Test
  void fetches_an_image_of_two_packages_once() throws IOException {
    try (ImageSource source = ImageSources.firstOf(source(false))) {
      ResolvedImage image = web(source);
      source.expectAgain(image);
      readAll(source, image);
      readAll(source, image);
    }
    assertThat(requests(RegistryRequest::isBlob)).isEqualTo(3);
  }

  @Test
  void index_stays_what_it_was_for_all_platforms() {
    Platform arm = Platform.parse("linux/arm64");
    TinyImage armImage =
        TinyImage.builder().platform(arm).layer(LayerForm.GZIP, Map.of("a", "arm")).build();
    registry.content().addIndex("devops_release/console-web", "v1", IMAGE, armImage);
    try (RegistryImages source = builder().build()) {
      web(source);
      registry.add("devops_release/console-web", "v1", OTHER);
      assertThat(source.resolve(WEB, arm).manifest()).isEqualTo(armImage.manifest());
    }
  }

  @Test
  void chooses_from_an_index_and_keeps_all_of_it_for_offline_use() throws IOException {
    Platform arm = Platform.parse("linux/arm64");
    TinyImage armImage =
        TinyImage.builder().platform(arm).layer(LayerForm.GZIP, Map.of("a", "arm")).build();
    registry.content().addIndex("devops_release/console-web", "v1", IMAGE, armImage);
    try (RegistryImages source = builder().cache(cache()).build()) {
      assertThat(web(source).manifest()).isEqualTo(IMAGE.manifest());
      ResolvedImage image = source.resolve(WEB, arm);
      assertThat(image.manifest()).isEqualTo(armImage.manifest());
      readAll(source, image);
    }
    registry.log().clear();
    try (RegistryImages offline = builder().cache(cache()).offline(true).build()) {
      readAll(offline, offline.resolve(WEB, arm));
      Refusal.of(() -> web(offline), "image-missing", WEB, BASE.digest(), folder);
      Refusal.of(
          () -> offline.resolve(ADMIN, Platform.LINUX_AMD64),
          "image-missing",
          ADMIN,
          "console-admin:v1",
          "console-web:v1");
    }
    assertThat(registry.log().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"release", "https://registry.example/release", "registry.example/", "a b/c"})
  void refuses_what_is_no_project(String text) {
    Refusal.of(
        () -> RegistryImages.builder().project(ImageReference.RELEASE, text),
        "invalid-project",
        text);
  }

  @Test
  void refuses_to_be_offline_without_a_cache() {
    assertThatThrownBy(() -> RegistryImages.builder().offline(true).build())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RegistryImages.builder().project("registry_other", "a.b/c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
