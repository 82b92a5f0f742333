package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Digest;
import java.io.InputStream;
import java.util.Optional;

/**
 * Answers as object storage does to which registries redirect: whoever has the signed address gets
 * the blob, and credentials beside the signature are an error.
 */
final class StorageRoutes implements RegistryDesk.Routes {

  static final String PATH = "/storage/";
  static final String SIGNATURE = "signature=c2lnbmVk%2B%2Fc%3D";

  private final RegistryContent content;

  StorageRoutes(RegistryContent content) {
    this.content = content;
  }

  @Override
  public RegistryAnswer answer(RegistryRequest request, InputStream body) {
    if (!request.query().equals(SIGNATURE)) {
      return refuse(request);
    }
    if (request.header("Authorization").isPresent()) {
      return RegistryAnswer.error(400, "InvalidArgument", "only one way of authentication allowed");
    }
    String path = request.path();
    int slash = path.lastIndexOf('/');
    if (!request.isGet() || !path.startsWith(PATH) || slash < PATH.length()) {
      return RegistryAnswer.of(404);
    }
    Optional<Digest> digest = BlobRoutes.digest(path.substring(slash + 1));
    return digest
        .flatMap(of -> content.blob(path.substring(PATH.length(), slash), of))
        .map(blob -> BlobRoutes.blob(request, digest.get(), blob))
        .orElseGet(() -> RegistryAnswer.of(404));
  }

  @Override
  public RegistryAnswer refuse(RegistryRequest request) {
    return RegistryAnswer.error(403, "AccessDenied", "the signature does not fit");
  }
}
