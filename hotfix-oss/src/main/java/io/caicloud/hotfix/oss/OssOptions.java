package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/**
 * What a store was opened with.
 *
 * @param endpoint where the service is
 * @param region the region's id without {@code oss-}
 * @param bucket the bucket
 * @param prefix what stands before every key, empty or with a slash at its end
 * @param credentials gives the access key, at every request
 * @param partSize the size of parts in bytes
 * @param copyAtOnce up to which size in bytes an object is copied with one request
 * @param mostParts into how many parts an object may be cut
 * @param threads how many parts are sent at once
 * @param deadline how long a request may take, without the time for its body
 * @param pauses how often and when to try again
 * @param trust whom to trust beside the usual authorities
 * @param journal the folder of the journals, if uploads are to be resumed
 * @param versioned whether a bucket with versioning is accepted
 * @param notices is told what is worth knowing
 * @param line what is expected of the network
 */
record OssOptions(
    Endpoint endpoint,
    String region,
    String bucket,
    String prefix,
    Supplier<OssCredentials> credentials,
    long partSize,
    long copyAtOnce,
    int mostParts,
    int threads,
    Duration deadline,
    Pauses pauses,
    Optional<X509TrustManager> trust,
    Optional<Path> journal,
    boolean versioned,
    Consumer<Message> notices,
    Line line) {

  /** Return the size of the parts of an object in bytes, so that there are not too many. */
  long partSize(long size) {
    return Math.max(partSize, leastPart(size));
  }

  /** Return the least size of parts, in bytes, with which there are not too many. */
  long leastPart(long size) {
    return (size + mostParts - 1) / mostParts;
  }

  /** Return the name of an object for people. */
  String address(String key) {
    return "oss://" + bucket + "/" + prefix + key;
  }
}
