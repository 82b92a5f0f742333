package io.caicloud.hotfix.examples;

import io.caicloud.hotfix.archive.PackageReader;
import java.nio.file.Path;

/** What QA does with a package that it got: is it whole, what is it, what is in it. */
public final class PackageInspection {

  private PackageInspection() {}

  /**
   * Check a package down to the last byte and print what it holds.
   *
   * @param args the package
   */
  public static void main(String[] args) {
    try (PackageReader reader = PackageReader.open(Path.of(args[0]))) {
      reader.requireSound();
      reader.list().forEach(entry -> System.out.println(entry.name() + " " + entry.size()));
      reader
          .manifest()
          .ifPresent(
              manifest ->
                  manifest
                      .images()
                      .forEach(
                          image ->
                              System.out.println(image.target() + " " + image.config().digest())));
    }
  }
}
