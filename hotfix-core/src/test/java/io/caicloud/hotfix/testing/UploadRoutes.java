package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Takes blobs that clients push; they lie in files of a temporary folder until it is closed. */
final class UploadRoutes implements AutoCloseable {

  private final RegistryContent content;
  private final Supplier<String> locationBase;
  private final Path folder;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private record Upload(String id, String repository, Path file) {}

  /**
   * Create them.
   *
   * @param content where blobs go
   * @param locationBase what stands before the path of an upload's location, or an empty text
   */
  UploadRoutes(RegistryContent content, Supplier<String> locationBase) {
    this.content = content;
    this.locationBase = locationBase;
    try {
      folder = Files.createTempDirectory("registry-uploads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RegistryAnswer answer(RegistryRequest request, RegistryRoute route, InputStream body)
      throws IOException {
    if (route.reference().isEmpty()) {
      return request.method().equals("POST") ? start(request, route) : notAllowed();
    }
    Upload upload = uploads.get(route.reference());
    if (upload == null || !upload.repository().equals(route.repository())) {
      return RegistryAnswer.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    if (!request.parameter("_state").equals(Optional.of(stateOf(upload.id())))) {
      return RegistryAnswer.error(400, "BLOB_UPLOAD_INVALID", "use the location as it was given");
    }
    synchronized (upload) {
      return switch (request.method()) {
        case "GET" -> progress(204, upload);
        case "PATCH" -> append(request, upload, body);
        case "PUT" -> finish(request, upload, body);
        case "DELETE" -> cancel(upload);
        default -> notAllowed();
      };
    }
  }

  private RegistryAnswer start(RegistryRequest request, RegistryRoute route) throws IOException {
    Optional<Digest> mount = request.parameter("mount").flatMap(BlobRoutes::digest);
    Optional<String> from = request.parameter("from");
    if (mount.isPresent()
        && from.isPresent()
        && content.mount(from.get(), route.repository(), mount.get())) {
      return created(route.repository(), mount.get());
    }
    String id = UUID.randomUUID().toString();
    Upload upload = new Upload(id, route.repository(), Files.createFile(folder.resolve(id)));
    uploads.put(id, upload);
    return progress(202, upload);
  }

  private RegistryAnswer append(RegistryRequest request, Upload upload, InputStream body)
      throws IOException {
    long size = Files.size(upload.file());
    Optional<String> range = request.header("Content-Range");
    if (range.isPresent() && !range.get().startsWith(size + "-")) {
      return RegistryAnswer.error(416, "RANGE_INVALID", "the upload has " + size + " bytes");
    }
    try (OutputStream out = Files.newOutputStream(upload.file(), StandardOpenOption.APPEND)) {
      body.transferTo(out);
    }
    return progress(202, upload);
  }

  private RegistryAnswer finish(RegistryRequest request, Upload upload, InputStream body)
      throws IOException {
    Optional<Digest> wanted = request.parameter("digest").flatMap(BlobRoutes::digest);
    if (wanted.isEmpty()) {
      return RegistryAnswer.error(400, "DIGEST_INVALID", "no digest given");
    }
    try (OutputStream out = Files.newOutputStream(upload.file(), StandardOpenOption.APPEND)) {
      body.transferTo(out);
    }
    uploads.remove(upload.id());
    if (!digestOf(upload.file()).equals(wanted.get())) {
      Files.delete(upload.file());
      return RegistryAnswer.error(
          400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    content.putBlob(upload.repository(), wanted.get(), upload.file());
    return created(upload.repository(), wanted.get());
  }

  private RegistryAnswer cancel(Upload upload) throws IOException {
    uploads.remove(upload.id());
    Files.delete(upload.file());
    return RegistryAnswer.of(204);
  }

  private RegistryAnswer progress(int status, Upload upload) throws IOException {
    String path = "/v2/" + upload.repository() + "/blobs/uploads/" + upload.id();
    long size = Files.size(upload.file());
    return RegistryAnswer.of(status)
        .with("Location", locationBase.get() + path + "?_state=" + stateOf(upload.id()))
        .with("Range", "0-" + Math.max(0, size - 1))
        .with("Docker-Upload-UUID", upload.id());
  }

  private RegistryAnswer created(String repository, Digest digest) {
    return RegistryAnswer.of(201)
        .with("Location", locationBase.get() + "/v2/" + repository + "/blobs/" + digest)
        .with("Docker-Content-Digest", digest.toString());
  }

  private static RegistryAnswer notAllowed() {
    return RegistryAnswer.error(405, "UNSUPPORTED", "the operation is unsupported");
  }

  /** The equals sign has to survive in what clients send back. */
  private static String stateOf(String id) {
    return "state-" + id.substring(0, 8) + "==";
  }

  private static Digest digestOf(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      Files.copy(file, out);
    }
    return Digest.finish(sha256);
  }

  /** Return how many uploads were started and neither finished nor cancelled. */
  int open() {
    return uploads.size();
  }

  /** Return where pushed blobs lie. */
  Path folder() {
    return folder;
  }

  /** Removes the files. */
  @Override
  public void close() {
    TemporaryFolder.remove(folder);
  }
}
