package io.caicloud.hotfix.image;

import java.nio.file.Path;

/**
 * The images of files that {@code docker save} wrote, in the form of Docker before 25 or since,
 * plain or compressed with gzip. Files by {@code podman save} and skopeo's {@code docker-archive:}
 * and {@code oci-archive:} are taken too.
 */
public final class DockerArchiveImages {

  private DockerArchiveImages() {}

  /**
   * Open files. {@link LocalImages#builder()} has options.
   *
   * @param files the files, at least one
   * @throws IllegalStateException if there are none
   * @throws io.caicloud.hotfix.finding.HotfixException as {@link LocalImages#open}
   */
  public static ImageSource open(Path... files) {
    LocalImages.Builder builder = LocalImages.builder();
    for (Path file : files) {
      builder.archive(file);
    }
    return builder.open();
  }
}
