package io.caicloud.hotfix.examples.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for packages that nobody keeps; it goes when it is closed, with the files in it. */
record ScratchFolder(Path path) implements AutoCloseable {

  static ScratchFolder create() {
    try {
      return new ScratchFolder(Files.createTempDirectory("hotfix-dry-run-"));
    } catch (IOException e) {
      throw Terminal.problem("no-scratch", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      throw Terminal.problem("no-scratch", String.valueOf(e.getMessage()));
    }
  }
}
