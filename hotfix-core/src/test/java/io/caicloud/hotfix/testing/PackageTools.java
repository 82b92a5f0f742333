package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the programs of a site do with a package: unpack it, check it, load its images. Each method
 * aborts the test where its program is missing, see {@link Tools#require}.
 */
public final class PackageTools {

  /**
   * An image in podman's store.
   *
   * @param id the image id in 64 hexadecimal digits
   * @param names its names
   */
  public record Loaded(String id, List<String> names) {}

  private PackageTools() {}

  /**
   * Unpack a package with {@code tar xf}, as the installer does, into an empty folder.
   *
   * @param file the package
   * @param folder an existing folder
   * @return what lies in the folder afterwards
   * @throws IOException if the folder cannot be listed
   */
  public static List<Path> unpack(Path file, Path folder) throws IOException {
    Tools.require("tar");
    Tools.run("tar", "-x", "-f", file.toString(), "-C", folder.toString()).succeeded();
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /**
   * Check a file with {@code gzip -t}.
   *
   * @param file a package or an image archive
   */
  public static void testGzip(Path file) {
    Tools.require("gzip");
    Tools.run("gzip", "-t", file.toString()).succeeded();
  }

  /**
   * Check files with {@code sha256sum -c}.
   *
   * @param folder where the files are
   * @param sums the lines, each a digest in hexadecimal digits, two blanks and a name
   * @throws IOException if the lines cannot be written
   */
  public static void checkSums(Path folder, List<String> sums) throws IOException {
    Tools.require("sha256sum");
    Path list = Files.write(Files.createTempFile("sums", ".sha256"), sums);
    try {
      Tools.run(
              List.of("sha256sum", "--strict", "-c", list.toAbsolutePath().toString()),
              folder,
              Map.of())
          .succeeded();
    } finally {
      Files.delete(list);
    }
  }

  /**
   * Return the digest of the manifest that skopeo sees in an image archive.
   *
   * @param archive the image archive, compressed or not
   */
  public static String digestBySkopeo(Path archive) {
    Tools.require("skopeo");
    return Tools.run("skopeo", "inspect", "--format", "{{.Digest}}", "oci-archive:" + archive)
        .succeeded()
        .stdout()
        .strip();
  }

  /**
   * Load an image archive with podman into a store of its own, which is removed afterwards.
   *
   * @param archive the image archive
   * @param scratch an existing folder for the store
   * @return the images that the store holds then
   */
  public static List<Loaded> loadByPodman(Path archive, Path scratch) {
    Tools.require("podman");
    try {
      podman(scratch, "load", "--quiet", "--input", archive.toString());
      String json = podman(scratch, "images", "--no-trunc", "--format", "json");
      List<Loaded> images = new ArrayList<>();
      for (JsonNode image : JsonMapper.shared().readTree(json)) {
        List<String> names = new ArrayList<>();
        image.get("Names").forEach(name -> names.add(name.stringValue()));
        images.add(new Loaded(image.get("Id").stringValue(), names));
      }
      return images;
    } finally {
      podman(scratch, "system", "reset", "--force");
    }
  }

  private static String podman(Path scratch, String... arguments) {
    List<String> command = new ArrayList<>(List.of("podman"));
    command.addAll(List.of("--root", scratch.resolve("root").toString()));
    command.addAll(List.of("--runroot", scratch.resolve("run").toString()));
    command.addAll(List.of("--tmpdir", scratch.resolve("tmp").toString()));
    command.addAll(List.of("--storage-driver", "vfs", "--events-backend", "none"));
    command.addAll(List.of("--cgroup-manager", "cgroupfs"));
    command.addAll(List.of(arguments));
    Map<String, String> home = Map.of("HOME", scratch.toString(), "TMPDIR", scratch.toString());
    return Tools.run(command, scratch, home).succeeded().stdout();
  }
}
