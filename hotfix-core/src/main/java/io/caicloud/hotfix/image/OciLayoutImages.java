package io.caicloud.hotfix.image;

import java.nio.file.Path;

/** The images of an OCI layout folder, as skopeo, buildah and {@code docker buildx} write it. */
public final class OciLayoutImages {

  private OciLayoutImages() {}

  /**
   * Open a layout. {@link LocalImages#builder()} has options.
   *
   * @param folder the folder with {@code oci-layout} and {@code index.json}
   * @throws io.caicloud.hotfix.finding.HotfixException as {@link LocalImages#open}
   */
  public static ImageSource open(Path folder) {
    return LocalImages.builder().layout(folder).open();
  }
}
