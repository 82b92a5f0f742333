package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.StoreKey;
import java.util.List;

/**
 * What is to be uploaded in parts.
 *
 * @param address its name for people
 * @param key its key
 * @param expected its bytes
 * @param parts its parts
 * @param sender gives a part to the service
 */
record Upload(String address, StoreKey key, Fingerprint expected, List<Part> parts, Sender sender) {

  /** Gives a part to the service, with as many tries as it takes. */
  @FunctionalInterface
  interface Sender {
    /** Return the ETag of the part. */
    String send(String uploadId, Part part);
  }

  Digest sha256() {
    return expected.sha256();
  }
}
