package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PackageFilesTest {

  private static final AddonName ADDON = AddonName.parse("console-web");

  @Test
  void names_the_values_by_namespace_group_and_addon() {
    HotfixIdentity identity =
        new HotfixIdentity(ADDON, Namespace.KUBE_SYSTEM, HotfixVersion.parse("v1"));

    assertThat(PackageFiles.values(identity, AddonGroup.parse("console")))
        .isEqualTo("kube-system/console/console-web/values.yaml");
  }

  @Test
  void names_an_image_by_addon_last_part_of_the_repository_and_its_own_tag() {
    assertThat(names("release/ui/portal:v3.3.2", "library/busybox:1.30.0"))
        .containsExactly(
            "console-web-busybox-1.30.0-image.tar.gz", "console-web-portal-v3.3.2-image.tar.gz");
  }

  @Test
  void lets_the_project_tell_equal_names_apart() {
    assertThat(names("release/redis:4.0", "library/redis:4.0", "release/web:v1"))
        .containsExactly(
            "console-web-library-redis-4.0-image.tar.gz",
            "console-web-release-redis-4.0-image.tar.gz",
            "console-web-web-v1-image.tar.gz");
  }

  @Test
  void lets_the_whole_repository_tell_the_rest_apart() {
    assertThat(names("release/a/redis:4.0", "release/b/redis:4.0", "library/redis:4.0"))
        .containsExactly(
            "console-web-library-redis-4.0-image.tar.gz",
            "console-web-release-a-redis-4.0-image.tar.gz",
            "console-web-release-b-redis-4.0-image.tar.gz");
  }

  @Test
  void keeps_names_apart_that_no_part_tells_apart() {
    List<String> names = names("release/a-1:2", "release/a:1-2", "release/release-a:1-2");

    assertThat(names).doesNotHaveDuplicates().hasSize(3);
    assertThat(names).allMatch(name -> name.startsWith("console-web-release-"));
  }

  @Test
  void gives_each_image_one_name_of_its_own_in_whatever_order() {
    List<ImageReference> images = new ArrayList<>();
    for (String placeholder : List.of(ImageReference.RELEASE, ImageReference.LIBRARY)) {
      for (String repository :
          List.of("a", "a-a", "a/a", "a/a-a", "a-a/a", "release-a", "library-a", "a/b", "b/a")) {
        for (String tag : List.of("1", "a", "a-1", "a-a-1")) {
          images.add(new ImageReference(placeholder, repository, tag));
        }
      }
    }
    Map<ImageReference, String> names = PackageFiles.images(ADDON, images);
    Collections.shuffle(images, new Random(1));

    assertThat(names.values()).doesNotHaveDuplicates().hasSize(images.size());
    assertThat(PackageFiles.images(ADDON, images)).isEqualTo(names);
  }

  @Test
  void refuses_a_name_that_no_file_system_takes() {
    ImageReference image =
        new ImageReference(ImageReference.RELEASE, "a".repeat(200), "1".repeat(100));

    HotfixException e =
        catchThrowableOfType(
            HotfixException.class, () -> PackageFiles.images(ADDON, List.of(image)));

    assertThat(e.code()).isEqualTo("image-file-name-too-long");
  }

  private static List<String> names(String... images) {
    List<ImageReference> references =
        Stream.of(images)
            .map(image -> ImageReference.parse("[[ registry_" + image.replaceFirst("/", " ]]/")))
            .toList();
    return PackageFiles.images(ADDON, references).values().stream().sorted().toList();
  }
}
