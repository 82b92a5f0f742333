package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests for blobs and for parts of them. */
final class BlobRoutes {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

  private BlobRoutes() {}

  static Optional<Digest> digest(String text) {
    try {
      return Optional.of(Digest.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static RegistryAnswer unknown(String digest) {
    return RegistryAnswer.error(404, "BLOB_UNKNOWN", "blob unknown to registry: " + digest);
  }

  static RegistryAnswer blob(RegistryRequest request, Digest digest, AnswerBody blob) {
    RegistryAnswer whole =
        RegistryAnswer.of(200)
            .with("Content-Type", "application/octet-stream")
            .with("Docker-Content-Digest", digest.toString())
            .with("Accept-Ranges", "bytes")
            .with(blob);
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    if (!request.isGet() || !range.matches()) {
      return whole;
    }
    long from = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    long end = Math.min(last, blob.length() - 1);
    if (from > end) {
      return RegistryAnswer.error(416, "RANGE_INVALID", "range not satisfiable")
          .with("Content-Range", "bytes */" + blob.length());
    }
    return new RegistryAnswer(206, whole.headers(), blob.part(from, end - from + 1))
        .with("Content-Range", "bytes " + from + "-" + end + "/" + blob.length());
  }
}
