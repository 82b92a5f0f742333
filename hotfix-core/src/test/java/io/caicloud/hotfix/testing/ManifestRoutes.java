package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests for manifests, and takes them. */
final class ManifestRoutes {

  private static final int MAX_BYTES = 4 << 20;
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RegistryContent content;

  ManifestRoutes(RegistryContent content) {
    this.content = content;
  }

  RegistryAnswer get(RegistryRequest request, RegistryRoute route) {
    Optional<RegistryContent.Manifest> found = find(route);
    if (found.isEmpty()) {
      return unknown("manifest unknown: " + route.reference());
    }
    Descriptor descriptor = found.get().descriptor();
    if (!accepts(request, descriptor.mediaType())) {
      return unknown("the Accept header does not name " + descriptor.mediaType());
    }
    return RegistryAnswer.of(200)
        .with("Content-Type", descriptor.mediaType())
        .with("Docker-Content-Digest", descriptor.digest().toString())
        .with(AnswerBody.of(found.get().text()));
  }

  private Optional<RegistryContent.Manifest> find(RegistryRoute route) {
    boolean wrong =
        route.reference().contains(":") && BlobRoutes.digest(route.reference()).isEmpty();
    return wrong ? Optional.empty() : content.manifest(route.repository(), route.reference());
  }

  /** As docker-registry 2.8 does: a type has to be named, any type is not enough. */
  private static boolean accepts(RegistryRequest request, String type) {
    return Arrays.stream(request.header("Accept").orElse("").split(","))
        .map(part -> part.replaceFirst(";.*", "").strip())
        .anyMatch(type::equals);
  }

  RegistryAnswer put(RegistryRequest request, RegistryRoute route, InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      return RegistryAnswer.error(413, "MANIFEST_INVALID", "manifest too large");
    }
    Optional<Digest> digest = BlobRoutes.digest(route.reference());
    if (digest.isPresent() && !digest.get().equals(Digest.of(bytes))) {
      return RegistryAnswer.error(
          400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    if (digest.isEmpty() && !TAG.matcher(route.reference()).matches()) {
      return RegistryAnswer.error(400, "TAG_INVALID", "invalid tag: " + route.reference());
    }
    String type = request.header("Content-Type").orElse("");
    String text = new String(bytes, StandardCharsets.UTF_8);
    Optional<RegistryAnswer> refusal = refusal(route.repository(), type, text);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Digest stored = content.putManifest(route.repository(), route.reference(), type, text).digest();
    return RegistryAnswer.of(201)
        .with("Location", "/v2/" + route.repository() + "/manifests/" + stored)
        .with("Docker-Content-Digest", stored.toString());
  }

  private Optional<RegistryAnswer> refusal(String repository, String type, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      return invalid("not JSON");
    }
    boolean index = type.equals(ManifestTypes.OCI_INDEX) || type.equals(ManifestTypes.DOCKER_LIST);
    boolean image =
        type.equals(ManifestTypes.OCI_MANIFEST) || type.equals(ManifestTypes.DOCKER_MANIFEST);
    if (!index && !image) {
      return invalid("unknown Content-Type: " + type);
    }
    if (root.path("schemaVersion").asInt(0) != 2
        || !root.path("mediaType").asString(type).equals(type)) {
      return invalid("schemaVersion or mediaType do not fit " + type);
    }
    Stream<JsonNode> parts =
        index
            ? elements(root.path("manifests"))
            : Stream.concat(Stream.of(root.path("config")), elements(root.path("layers")));
    return parts
        .map(part -> part.path("digest").asString(""))
        .filter(digest -> !isThere(repository, digest, index))
        .findFirst()
        .map(digest -> RegistryAnswer.error(400, "MANIFEST_BLOB_UNKNOWN", "unknown: " + digest));
  }

  private boolean isThere(String repository, String text, boolean manifest) {
    return BlobRoutes.digest(text)
        .filter(
            digest ->
                manifest
                    ? content.manifest(repository, text).isPresent()
                    : content.blobs(repository).contains(digest))
        .isPresent();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static RegistryAnswer unknown(String message) {
    return RegistryAnswer.error(404, "MANIFEST_UNKNOWN", message);
  }

  private static Optional<RegistryAnswer> invalid(String message) {
    return Optional.of(RegistryAnswer.error(400, "MANIFEST_INVALID", message));
  }
}
