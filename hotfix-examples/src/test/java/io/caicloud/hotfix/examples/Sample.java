package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.examples.sample.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sample release tree of this module, for tests. */
final class Sample {

  static final Path FOLDER = Path.of("sample").toAbsolutePath();
  static final Path RELEASE_FOLDER = FOLDER.resolve("release-hotfixes/2.7.2/20181123");
  static final Path OEM_FOLDER = FOLDER.resolve("oem-hotfixes/2.7.2/20181123");

  private Sample() {}

  /** Make the images of the sample, out of the classes of this module. */
  static Path images(Path layout) throws IOException {
    return SampleImages.prepare(layout, Path.of("target/classes").toAbsolutePath());
  }

  /** Return the only file of a name below a folder. */
  static Path only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
