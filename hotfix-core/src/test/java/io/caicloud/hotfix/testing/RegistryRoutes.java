package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers what registries are asked (OCI distribution specification, "Endpoints"). */
final class RegistryRoutes implements RegistryDesk.Routes {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final RegistryContent content;
  private final RegistryAuth auth;
  private final Supplier<Places> places;
  private final ManifestRoutes manifests;
  private final UploadRoutes uploads;

  /**
   * Where clients find things.
   *
   * @param registry the registry's address, such as {@code http://127.0.0.1:40001}
   * @param storage the address that blobs are redirected to, or an empty text
   */
  record Places(String registry, String storage) {}

  RegistryRoutes(
      RegistryContent content, RegistryAuth auth, UploadRoutes uploads, Supplier<Places> places) {
    this.content = content;
    this.auth = auth;
    this.uploads = uploads;
    this.places = places;
    manifests = new ManifestRoutes(content);
  }

  @Override
  public RegistryAnswer answer(RegistryRequest request, InputStream body) throws IOException {
    if (request.isToken()) {
      return auth.token(request, body);
    }
    RegistryRoute route = RegistryRoute.of(request);
    Optional<RegistryAnswer> refusal =
        auth.refusal(request, wanted(request, route), places.get().registry());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return allowed(request, route, body).with("Docker-Distribution-Api-Version", "registry/2.0");
  }

  @Override
  public RegistryAnswer refuse(RegistryRequest request) {
    RegistryRoute route = RegistryRoute.of(request);
    return auth.challenge(wanted(request, route), places.get().registry());
  }

  private static List<Access> wanted(RegistryRequest request, RegistryRoute route) {
    List<Access> wanted = new ArrayList<>();
    if (!route.repository().isEmpty()) {
      boolean reads = READING.contains(request.method());
      boolean pulls = reads && route.kind() != RegistryRoute.Kind.UPLOAD;
      wanted.add(new Access(route.repository(), pulls ? Access.PULL : Access.PUSH));
      request.parameter("from").ifPresent(from -> wanted.add(new Access(from, Access.PULL)));
    }
    return wanted;
  }

  private RegistryAnswer allowed(RegistryRequest request, RegistryRoute route, InputStream body)
      throws IOException {
    boolean reads = READING.contains(request.method());
    return switch (route.kind()) {
      case BASE -> reads ? RegistryAnswer.json(200, JsonMapper.shared().createObjectNode()) : no();
      case TAGS -> reads ? tags(route.repository()) : no();
      case UPLOAD -> uploads.answer(request, route, body);
      case BLOB -> reads ? blob(request, route) : no();
      case MANIFEST ->
          reads
              ? manifests.get(request, route)
              : request.method().equals("PUT") ? manifests.put(request, route, body) : no();
      case NOTHING -> RegistryAnswer.error(404, "NAME_UNKNOWN", "no such place");
    };
  }

  private RegistryAnswer blob(RegistryRequest request, RegistryRoute route) {
    Optional<Digest> digest = BlobRoutes.digest(route.reference());
    Optional<AnswerBody> blob = digest.flatMap(of -> content.blob(route.repository(), of));
    if (blob.isEmpty()) {
      return BlobRoutes.unknown(route.reference());
    }
    String storage = places.get().storage();
    if (request.isGet() && !storage.isEmpty()) {
      String path = route.repository() + "/" + route.reference();
      return RegistryAnswer.of(307)
          .with("Location", storage + StorageRoutes.PATH + path + "?" + StorageRoutes.SIGNATURE)
          .with("Docker-Content-Digest", route.reference());
    }
    return BlobRoutes.blob(request, digest.get(), blob.get());
  }

  private RegistryAnswer tags(String repository) {
    Optional<List<String>> tags = content.tags(repository);
    if (tags.isEmpty()) {
      return RegistryAnswer.error(404, "NAME_UNKNOWN", "repository unknown: " + repository);
    }
    ObjectNode root = JsonMapper.shared().createObjectNode();
    ArrayNode array = root.put("name", repository).putArray("tags");
    tags.get().forEach(array::add);
    return RegistryAnswer.json(200, root);
  }

  private static RegistryAnswer no() {
    return RegistryAnswer.error(405, "UNSUPPORTED", "the operation is unsupported");
  }
}
