package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.image.ResolvedImage;
import java.util.regex.Pattern;

/**
 * An image of a package: one image and one tag per archive, because the installer reads a single
 * {@code Loaded image:} line.
 *
 * @param image what it consists of
 * @param fileName the name of its archive, such as {@code
 *     console-web-console-web-v3.3.2-image.tar.gz}; {@link io.caicloud.hotfix.spec.PackageFiles}
 *     makes them
 * @param targetName the tag inside the archive, such as {@code
 *     harbor.caicloud.xyz/release/console-web:v3.3.2}
 */
public record PackagedImage(ResolvedImage image, String fileName, String targetName) {

  private static final int MAX_NAME = 255;
  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*-image\\.tar\\.gz");
  private static final Pattern TARGET_NAME =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+"
              + ":[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  /**
   * Checks the names.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-image-name} if the
   *     file name does not end in {@code -image.tar.gz}, is longer than 255 characters or has one
   *     that file systems do not like, or the target name is not registry, repository and tag
   */
  public PackagedImage {
    requireNonNull(image, "image");
    requireNames(fileName, targetName);
  }

  static void requireNames(String fileName, String targetName) {
    if (fileName.length() > MAX_NAME || !FILE_NAME.matcher(fileName).matches()) {
      throw Texts.failure("invalid-image-name.file", fileName);
    }
    if (!TARGET_NAME.matcher(targetName).matches()) {
      throw Texts.failure("invalid-image-name.target", targetName);
    }
  }
}
