package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Fingerprint;

/**
 * What is written down of an upload, so that another process can go on with it.
 *
 * @param endpoint where the bucket is
 * @param bucket the bucket
 * @param name the name of the object in the bucket
 * @param uploadId the id of the upload
 * @param partSize the size of its parts in bytes
 * @param size the size of the object in bytes
 * @param sha256 the SHA-256 of the object, which the service has noted with the upload
 */
record Journal(
    String endpoint,
    String bucket,
    String name,
    String uploadId,
    long partSize,
    long size,
    Digest sha256) {

  /** Return whether the upload is for the same bytes in the same parts. */
  boolean isFor(Fingerprint content, long parts) {
    return size == content.size() && sha256.equals(content.sha256()) && partSize == parts;
  }

  /** Return whether it is of the same object; a file name may be that of another by mischief. */
  boolean isAt(Journal other) {
    return endpoint.equals(other.endpoint)
        && bucket.equals(other.bucket)
        && name.equals(other.name);
  }
}
