package io.caicloud.hotfix.image;

import io.caicloud.hotfix.internal.tar.BadTar;
import io.caicloud.hotfix.internal.tar.TarExtensions;
import io.caicloud.hotfix.internal.tar.TarHeader;
import io.caicloud.hotfix.internal.tar.TarNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the headers of a tar file once, without its contents. Takes what {@code docker save},
 * podman and skopeo write: regular files, folders and symbolic links that stay inside; everything
 * else is refused, also where no image needs it.
 */
final class TarScan {

  static final int MOST_ENTRIES = 200_000;

  /** A regular file in the tar file. */
  record Place(long offset, long size) {}

  private final FileChannel channel;
  private final String label;
  private final long end;
  private final Map<String, Place> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private long position;
  private int entries;
  private final TarExtensions extensions = new TarExtensions();

  private TarScan(FileChannel channel, String label) throws IOException {
    this.channel = channel;
    this.label = label;
    this.end = channel.size();
  }

  /**
   * Scan a tar file.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code image-damaged} if it is not
   *     such a file
   */
  static TarScan of(FileChannel channel, String label) throws IOException {
    TarScan scan = new TarScan(channel, label);
    try {
      scan.run();
    } catch (BadTar e) {
      throw Failures.damaged("bad-tar", label, scan.position, Texts.message("tar-" + e.key()));
    }
    return scan;
  }

  /** Return the regular files by name. */
  Map<String, Place> files() {
    return files;
  }

  /** Return the targets of symbolic links, from the top of the tar file, by name. */
  Map<String, String> links() {
    return links;
  }

  private void run() throws IOException {
    byte[] block = read(position, TarHeader.BLOCK);
    while (!TarHeader.isZero(block)) {
      TarHeader header = TarHeader.read(block);
      if (++entries > MOST_ENTRIES) {
        throw new BadTar("too-many-entries");
      }
      long content = position + TarHeader.BLOCK;
      long size = extensions.size(header);
      if (size > end - content) {
        throw Failures.damaged("tar-cut-off", label, extensions.name(header), size, end - content);
      }
      take(header, content, size);
      position = content + TarHeader.padded(size);
      block = read(position, TarHeader.BLOCK);
    }
  }

  private void take(TarHeader header, long content, long size) throws IOException {
    if (TarExtensions.isExtension(header)) {
      extensions.take(header.type(), read(content, TarExtensions.requireSmall(size)));
    } else {
      entry(header, content, size);
      extensions.clear();
    }
  }

  private void entry(TarHeader header, long content, long size) {
    String raw = extensions.name(header);
    String name = TarNames.normal(raw);
    switch (header.type()) {
      case '0', '7' -> {
        if (!raw.endsWith("/")) {
          put(name, new Place(content, size));
        }
      }
      case '5' -> {}
      case '2' -> {
        unique(name);
        links.put(name, TarNames.target(name, extensions.link(header)));
      }
      default -> throw Failures.damaged("tar-bad-type", label, raw, String.valueOf(header.type()));
    }
  }

  private void put(String name, Place place) {
    unique(name);
    files.put(name, place);
  }

  private void unique(String name) {
    if (files.containsKey(name) || links.containsKey(name)) {
      throw Failures.damaged("tar-duplicate", label, name);
    }
  }

  private byte[] read(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new BadTar(from == 0 ? "no-header" : "no-end");
      }
    }
    return bytes.array();
  }
}
