package io.caicloud.hotfix.examples.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.BuildOptions;
import io.caicloud.hotfix.HotfixPackager;
import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.testing.ImageLayer;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssObject;
import io.caicloud.hotfix.testing.ReleaseTreeBuilder;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.TreeSlice;
import io.caicloud.hotfix.testing.ValuesBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Three packages and notes, and what a bucket holds when they are published for two product
 * versions. Immutable.
 */
final class PublishBatch {

  private static final String[] FOLDERS = {"compass-v2.7.2", "compass-v2.7.1"};
  private static final String CHECKSUM = ".sha256";

  private final Path folder;
  private final SortedMap<String, Fingerprint> objects;

  private PublishBatch(Path folder) {
    this.folder = folder;
    this.objects = Collections.unmodifiableSortedMap(objects(folder));
  }

  /** Return the packages and notes that are in a folder. */
  static PublishBatch in(Path folder) {
    return new PublishBatch(folder);
  }

  /**
   * Make packages; the same sizes give the same bytes.
   *
   * @param folder an empty folder
   * @param layers how many random bytes the images of the three have
   */
  static PublishBatch make(Path folder, int... layers) throws IOException {
    TinyImages images = new TinyImages();
    ReleaseTreeBuilder tree = ReleaseTreeBuilder.in(folder.resolve("tree"));
    for (int i = 0; i < layers.length; i++) {
      String addon = "addon-" + i;
      String image = "[[ registry_release ]]/" + addon + ":v1.0.0";
      images.add(image, image(folder.resolve(addon), layers[i]));
      ValuesBuilder values = ValuesBuilder.values().addon(addon).version("v1.0.0");
      String group = "release-hotfixes/2.7.2/20181123/compass-hotfixes-" + addon + "-v1.0.0-fix-1/";
      tree.file(group + "c/" + addon + ".yaml", values.images(image).build());
    }
    Path packages = Files.createDirectories(folder.resolve("packages"));
    BuildOptions options = BuildOptions.into(packages).images(images).durable(false);
    if (!HotfixPackager.buildAll(tree.read(), options).isSuccessful()) {
      throw new AssertionError("no packages");
    }
    Files.writeString(packages.resolve("README.md"), "Three fixes, 三个修复.\n");
    return in(packages);
  }

  private static TinyImage image(Path work, int bytes) throws IOException {
    Path files = Files.createDirectories(work.resolve("files"));
    byte[] block = new byte[1 << 16];
    Random random = new Random(bytes);
    try (RandomAccessFile file = new RandomAccessFile(files.resolve("file").toFile(), "rw")) {
      for (int left = bytes; left > 0; left -= block.length) {
        random.nextBytes(block);
        file.write(block, 0, Math.min(block.length, left));
      }
    }
    TreeSlice slice = new TreeSlice(files, 0, bytes);
    ImageLayer layer = ImageLayer.of(LayerForm.PLAIN, slice, work.resolve("layer"));
    return TinyImage.builder().layer(layer).build();
  }

  private static SortedMap<String, Fingerprint> objects(Path folder) {
    SortedMap<String, Fingerprint> objects = new TreeMap<>();
    for (String version : FOLDERS) {
      String prefix = "platform/" + version + "/hotfixes/20181123/";
      for (Path file : files(folder)) {
        String name = file.getFileName().toString();
        Fingerprint content = Content.read(file).fingerprint();
        objects.put(prefix + name, content);
        if (name.endsWith(".tar.gz")) {
          String line = content.sha256().hex() + "  " + name + "\n";
          objects.put(prefix + name + CHECKSUM, Fingerprint.of(line.getBytes(UTF_8)));
        }
      }
    }
    return objects;
  }

  private static List<Path> files(Path folder) {
    try {
      return Disk.names(folder).stream().map(folder::resolve).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Return what a bucket holds when all is published. */
  SortedMap<String, Fingerprint> objects() {
    return objects;
  }

  /** Return how many bytes have to be sent for that: copies are made in the store. */
  long bytesToSend() {
    long bytes = 0;
    for (var object : objects.entrySet()) {
      boolean copy = object.getKey().endsWith(".gz") && !object.getKey().contains(FOLDERS[0]);
      bytes += copy ? 0 : object.getValue().size();
    }
    return bytes;
  }

  /** Return the request to publish all. */
  PublishRequest request() {
    List<HotfixPackage> packages = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.toString().endsWith(".tar.gz")) {
        try (PackageReader reader = PackageReader.open(file)) {
          packages.add(reader.hotfixPackage().orElseThrow());
        }
      }
    }
    return PublishRequest.of(packages).notes(folder.resolve("README.md")).to(FOLDERS);
  }

  /** Return whether an object has the bytes that belong there. */
  boolean isRight(OssObject object) {
    Fingerprint expected = objects.get(object.key());
    try (InputStream bytes = object.open()) {
      return Fingerprint.of(Channels.newChannel(bytes)).equals(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return whether a bucket has an object with the bytes that belong there. */
  boolean isRight(OssBucket bucket, String key) {
    Optional<OssObject> object = bucket.object(key);
    return object.isPresent() && isRight(object.get());
  }

  /** Return the names of checksums in a listing that stand there without their packages. */
  static List<String> alone(List<String> keys) {
    return keys.stream()
        .filter(key -> key.endsWith(CHECKSUM))
        .filter(key -> !keys.contains(key.substring(0, key.length() - CHECKSUM.length())))
        .toList();
  }
}
