package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.ImageSourceContract.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.testing.DockerRegistry;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real docker-registry, and programs that people use with it. */
final class RealRegistryTest {

  private static final ImageReference WEB = ImageReference.parse("[[ registry_release ]]/web:v1");
  private static final TinyImage DOCKER =
      TinyImage.builder()
          .dockerManifest()
          .layer(LayerForm.GZIP, Map.of("etc/base", "base\n"))
          .layer(LayerForm.GZIP, Map.of("app/main", "x".repeat(2_000_000)))
          .build();

  @TempDir Path folder;

  private RegistryImages source(DockerRegistry registry, RegistryAccess access) {
    return RegistryImages.builder()
        .project(ImageReference.RELEASE, registry.host() + "/release")
        .access(access)
        .cache(BlobCache.at(folder.resolve("cache")))
        .build();
  }

  private static ResolvedImage readAll(ImageSource source) throws IOException {
    ResolvedImage image = source.resolve(WEB, Platform.LINUX_AMD64);
    assertThat(Digest.of(read(source, image, image.config()))).isEqualTo(image.config().digest());
    for (Descriptor layer : image.layers()) {
      assertThat(Digest.of(read(source, image, layer))).isEqualTo(layer.digest());
    }
    return image;
  }

  private Tools.Result skopeo(String... arguments) {
    Tools.require("skopeo");
    List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(arguments));
    return Tools.run(command, folder, Map.of("HOME", folder.toString())).succeeded();
  }

  private Path layout(TinyImage image) throws IOException {
    return OciLayoutMaker.in(folder.resolve("layout")).add("v1", image).write();
  }

  private static String credentials() {
    return DockerRegistry.USER + ":" + DockerRegistry.PASSWORD;
  }

  /** Push, let skopeo read it, pull, and push the same again. */
  private void thereAndBack(DockerRegistry registry, RegistryAccess access, String... skopeoOptions)
      throws IOException {
    TinyImages images = new TinyImages();
    ResolvedImage image = images.add(WEB.toString(), DOCKER);
    String name = registry.host() + "/release/web:v1";
    try (RegistryTarget target = RegistryTarget.open(access)) {
      assertThat(target.push(image, images, name).tagged()).isTrue();
      PushedImage copy =
          target.push(image, images, registry.host() + "/other/web:v1", List.of("release/web"));
      assertThat(copy.blobs()).extracting(PushedBlob::way).containsOnly(PushedBlob.Way.MOUNTED);
      PushedImage again = target.push(image, images, name);
      assertThat(again.tagged()).isFalse();
      assertThat(again.uploadedBytes()).isZero();
    }
    List<String> inspect = new ArrayList<>(List.of("inspect", "--raw"));
    inspect.addAll(List.of(skopeoOptions));
    inspect.add("docker://" + name);
    assertThat(skopeo(inspect.toArray(String[]::new)).stdout().getBytes(UTF_8))
        .isEqualTo(DOCKER.manifestBytes());
    try (RegistryImages source = source(registry, access)) {
      assertThat(readAll(source).manifest()).isEqualTo(DOCKER.manifest());
    }
  }

  @Test
  void plain() throws IOException {
    try (DockerRegistry registry = DockerRegistry.plain()) {
      thereAndBack(registry, RegistryAccess.anonymous(), "--tls-verify=false");
    }
  }

  @Test
  void with_password() throws IOException {
    try (DockerRegistry registry = DockerRegistry.withPassword()) {
      RegistryAccess access =
          RegistryAccess.builder()
              .credentials(registry.host(), DockerRegistry.USER, DockerRegistry.PASSWORD)
              .build();
      thereAndBack(registry, access, "--tls-verify=false", "--creds", credentials());
      Refusal.of(
          () -> source(registry, RegistryAccess.anonymous()).resolve(WEB, Platform.LINUX_AMD64),
          "registry-unauthorized",
          WEB,
          registry.host());
    }
  }

  @Test
  void with_tls_by_a_test_authority_and_the_password_of_docker_login() throws IOException {
    try (DockerRegistry registry = DockerRegistry.withTlsAndPassword()) {
      String encoded = Base64.getEncoder().encodeToString(credentials().getBytes(UTF_8));
      Files.writeString(
          folder.resolve("config.json"),
          "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), encoded));
      RegistryAccess access =
          RegistryAccess.builder()
              .environment(Map.of("DOCKER_CONFIG", folder.toString()))
              .authorities(registry.certificates().authorityPem())
              .build();
      thereAndBack(registry, access, "--tls-verify=false", "--creds", credentials());
      RegistryAccess distrusting =
          RegistryAccess.builder().environment(Map.of("DOCKER_CONFIG", folder.toString())).build();
      Refusal.of(
          () -> source(registry, distrusting).resolve(WEB, Platform.LINUX_AMD64),
          "registry-unreachable",
          WEB,
          registry.host());
    }
  }

  @Test
  void takes_what_skopeo_pushed_and_keeps_it_for_skopeo_and_for_offline_use() throws IOException {
    TinyImage oci = TinyImage.of("by skopeo");
    String host;
    try (DockerRegistry registry = DockerRegistry.plain()) {
      host = registry.host();
      String name = registry.host() + "/release/web:v1";
      skopeo(
          "copy",
          "--preserve-digests",
          "--dest-tls-verify=false",
          "oci:" + layout(oci) + ":v1",
          "docker://" + name);
      try (RegistryImages source = source(registry, RegistryAccess.anonymous())) {
        assertThat(readAll(source).manifest()).isEqualTo(oci.manifest());
      }
      Path out = folder.resolve("out");
      skopeo("copy", "oci:" + folder.resolve("cache") + ":" + name, "dir:" + out);
      assertThat(out.resolve("manifest.json")).hasBinaryContent(oci.manifestBytes());
    }
    try (RegistryImages offline =
        RegistryImages.builder()
            .project(ImageReference.RELEASE, host + "/release")
            .cache(BlobCache.at(folder.resolve("cache")))
            .offline(true)
            .build()) {
      assertThat(readAll(offline).manifest()).isEqualTo(oci.manifest());
    }
  }

  @Test
  void skopeo_reads_a_docker_image_from_the_cache() throws IOException {
    try (DockerRegistry registry = DockerRegistry.plain()) {
      String name = registry.host() + "/release/web:v1";
      TinyImages images = new TinyImages();
      try (RegistryTarget target = RegistryTarget.open(RegistryAccess.anonymous())) {
        target.push(images.add(WEB.toString(), DOCKER), images, name);
      }
      try (RegistryImages source = source(registry, RegistryAccess.anonymous())) {
        readAll(source);
      }
      Path out = folder.resolve("out");
      skopeo("copy", "oci:" + folder.resolve("cache") + ":" + name, "oci:" + out + ":web:v1");
      try (ImageSource copy = LocalImages.builder().layout(out).open()) {
        assertThat(copy.resolve(WEB, Platform.LINUX_AMD64).config().digest())
            .isEqualTo(DOCKER.config().digest());
      }
    }
  }

  @Test
  void uses_offline_what_skopeo_copied_to_the_cache() throws IOException {
    TinyImage oci = TinyImage.of("by skopeo");
    BlobCache cache = BlobCache.at(folder.resolve("cache"));
    skopeo(
        "copy",
        "oci:" + layout(oci) + ":v1",
        "oci:" + cache.folder() + ":registry.example:5000/release/web:v1");
    try (RegistryImages offline =
        RegistryImages.builder()
            .project(ImageReference.RELEASE, "registry.example:5000/release")
            .cache(cache)
            .offline(true)
            .build()) {
      assertThat(readAll(offline).manifest()).isEqualTo(oci.manifest());
    }
  }

  @Test
  void takes_what_podman_pushed() throws IOException {
    Tools.require("podman");
    try (DockerRegistry registry = DockerRegistry.plain()) {
      String name = registry.host() + "/release/web:v1";
      List<String> podman =
          List.of(
              "podman",
              "--root",
              folder.resolve("podman").toString(),
              "--runroot",
              folder.resolve("podman-run").toString(),
              "--storage-driver",
              "vfs");
      podman(podman, "pull", "-q", "oci:" + layout(DOCKER.plain()) + ":v1");
      String id = podman(podman, "images", "-q").stdout().strip();
      podman(podman, "push", "-q", "--tls-verify=false", id, "docker://" + name);
      try (RegistryImages source = source(registry, RegistryAccess.anonymous())) {
        assertThat(readAll(source).config().digest()).isEqualTo(DOCKER.config().digest());
      }
    }
  }

  private Tools.Result podman(List<String> program, String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    return Tools.run(command, folder, Map.of("HOME", folder.toString())).succeeded();
  }
}
