package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.RegistryRequest;
import io.caicloud.hotfix.internal.registry.RegistryResponse;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.internal.registry.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends the blobs of one image to a repository, each in one piece. */
final class BlobPush {

  private static final String UPLOADS = "blobs/uploads/";
  private static final long BYTES_HASHED_PER_SECOND = 20 << 20;

  /** What a new upload may get past: the registry was busy, or lost the old upload. */
  private static final Set<Integer> PASSING = Set.of(404, 416, 429, 500, 502, 503, 504);

  private final RegistryHttp http;
  private final Repository repository;
  private final ResolvedImage image;
  private final ImageSource from;

  BlobPush(RegistryHttp http, Repository repository, ResolvedImage image, ImageSource from) {
    this.http = http;
    this.repository = repository;
    this.image = image;
    this.from = from;
  }

  /**
   * Let a blob be in the repository.
   *
   * @param neighbors repositories that may have it
   */
  PushedBlob push(Descriptor blob, List<String> neighbors) {
    if (isThere(blob)) {
      return new PushedBlob(blob, PushedBlob.Way.THERE);
    }
    URI begun = null;
    for (String neighbor : neighbors) {
      Start start = mount(blob, neighbor);
      if (start.done()) {
        return new PushedBlob(blob, PushedBlob.Way.MOUNTED);
      }
      begun = start.upload() == null ? begun : start.upload();
    }
    upload(blob, begun);
    return new PushedBlob(blob, PushedBlob.Way.UPLOADED);
  }

  private boolean isThere(Descriptor blob) {
    RegistryRequest request =
        RegistryRequest.of("HEAD", repository, "blobs/" + blob.digest())
            .pushing()
            .expect(200, 404)
            .build();
    try (RegistryResponse answer = http.send(request)) {
      return answer.status() == 200 && answer.contentLength().orElse(blob.size()) == blob.size();
    }
  }

  /**
   * What came of a request to start.
   *
   * @param done whether the blob is there
   * @param upload where to send it, or null
   */
  private record Start(boolean done, @Nullable URI upload) {}

  private Start mount(Descriptor blob, String neighbor) {
    String digest = encoded(blob);
    String place = UPLOADS + "?mount=" + digest + "&from=" + neighbor.replace("/", "%2F");
    RegistryRequest request =
        RegistryRequest.of("POST", repository, place)
            .pushing()
            .alsoPulling(neighbor)
            .repeatable(true)
            .expect(201, 202, 404, 405)
            .build();
    try (RegistryResponse answer = http.fetch(request, ImageManifest.BUDGET)) {
      boolean done = answer.status() == 201;
      return new Start(done, answer.status() == 202 ? answer.location().orElse(null) : null);
    } catch (HotfixException e) {
      if (e.code().equals("registry-unauthorized")) {
        // Not ours to pull from: then it is sent.
        return new Start(false, null);
      }
      throw e;
    }
  }

  private URI begin() {
    RegistryRequest request =
        RegistryRequest.of("POST", repository, UPLOADS)
            .pushing()
            .repeatable(true)
            .expect(202)
            .build();
    try (RegistryResponse answer = http.fetch(request, ImageManifest.BUDGET)) {
      return answer.location().orElseThrow(() -> answer("no-location", repository.host()));
    }
  }

  private static HotfixException answer(String key, Object... arguments) {
    return new HotfixException("registry-answer", Texts.message(key, arguments));
  }

  /** Send the blob, in a new upload each time it fails. */
  private void upload(Descriptor blob, @Nullable URI begun) {
    URI place = begun;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == http.attempts();
      try {
        int status = send(blob, place == null ? begin() : place);
        if (status == 201) {
          return;
        }
        if (last) {
          throw answer("upload-refused", repository.host(), status, attempt);
        }
      } catch (HotfixException e) {
        if (last || !e.code().equals("registry-unreachable")) {
          throw e;
        }
      }
      place = null;
      http.pause(attempt);
      if (isThere(blob)) {
        return;
      }
    }
  }

  private int send(Descriptor blob, URI place) {
    RegistryRequest.Builder request =
        RegistryRequest.of("PUT", repository, UPLOADS)
            .at(withDigest(place, blob))
            .pushing()
            .body(new RequestBody("application/octet-stream", blob.size(), () -> bytes(blob)))
            .repeatable(false)
            .extraPatience(Duration.ofSeconds(blob.size() / BYTES_HASHED_PER_SECOND))
            .expect(201);
    PASSING.forEach(request::expect);
    try (RegistryResponse answer = http.fetch(request.build(), ImageManifest.BUDGET)) {
      String there = answer.header("Docker-Content-Digest").orElse(blob.digest().toString());
      if (answer.status() == 201 && !there.equals(blob.digest().toString())) {
        throw Failures.damaged("pushed-other", repository, blob.digest(), there);
      }
      return answer.status();
    }
  }

  private InputStream bytes(Descriptor blob) throws IOException {
    return Channels.newInputStream(from.open(image, blob));
  }

  private static URI withDigest(URI place, Descriptor blob) {
    String separator = place.getRawQuery() == null ? "?" : "&";
    return URI.create(place + separator + "digest=" + encoded(blob));
  }

  private static String encoded(Descriptor blob) {
    return blob.digest().toString().replace(":", "%3A");
  }
}
