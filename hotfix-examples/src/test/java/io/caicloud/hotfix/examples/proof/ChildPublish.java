package io.caicloud.hotfix.examples.proof;

import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.oss.OssCredentials;
import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.testing.OssCredential;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Publishing in a process of its own.
 *
 * @param place where objects go
 * @param credential who publishes
 * @param packages the folder of the packages
 * @param journal the folder of journals
 */
record ChildPublish(Place place, OssCredential credential, Path packages, Path journal) {

  /**
   * Where objects go.
   *
   * @param endpoint where the bucket {@code release} is
   * @param region its region
   * @param partSize the size of the parts in which they go
   */
  record Place(URI endpoint, String region, long partSize) {}

  /** How many bytes on their way make a line. */
  private static final long STEP = 1 << 18;

  /** Start the process. It writes a line when it begins, and after every quarter of a megabyte. */
  Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dslf4j.internal.verbosity=ERROR",
            "-cp",
            System.getProperty("java.class.path"),
            ChildPublish.class.getName(),
            place.endpoint().toString(),
            place.region(),
            Long.toString(place.partSize()),
            packages.toString(),
            journal.toString());
    builder.environment().put("OSS_ACCESS_KEY_ID", credential.accessKeyId());
    builder.environment().put("OSS_ACCESS_KEY_SECRET", credential.accessKeySecret());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Open the store that the process opens. */
  OssStore store() {
    return OssStore.builder("release")
        .endpoint(place.endpoint().toString())
        .region(place.region())
        .credentials(OssCredentials.of(credential.accessKeyId(), credential.accessKeySecret()))
        .partSize(place.partSize())
        .journal(journal)
        .build();
  }

  /**
   * Publish.
   *
   * @param arguments endpoint, region, size of parts, and the folders of packages and journals
   */
  public static void main(String[] arguments) {
    OssCredential credential =
        OssCredential.of(variable("OSS_ACCESS_KEY_ID"), variable("OSS_ACCESS_KEY_SECRET"));
    Place place = new Place(URI.create(arguments[0]), arguments[1], Long.parseLong(arguments[2]));
    ChildPublish publish =
        new ChildPublish(place, credential, Path.of(arguments[3]), Path.of(arguments[4]));
    System.out.println("begun");
    try (OssStore store = publish.store()) {
      Receipt receipt =
          PublishBatch.in(publish.packages()).request().progress(ChildPublish::tell).publish(store);
      if (!receipt.isComplete()) {
        throw new IllegalStateException(receipt.toJson());
      }
    }
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  private static void tell(Progress progress) {
    // Bytes come in pieces of some kilobytes.
    if (progress.done() % STEP < 8192 || progress.done() == progress.total()) {
      System.out.println(progress.done());
    }
  }
}
