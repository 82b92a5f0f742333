package io.caicloud.hotfix.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;

/** The files in a tar file, read where they lie. */
final class TarFiles implements ImageFiles {

  private static final int MOST_HOPS = 8;

  private final String place;
  private final Path tar;
  private final FileStamp stamp;
  private final Map<String, TarScan.Place> files;
  private final Map<String, String> links;

  private TarFiles(String place, Path tar, FileStamp stamp, TarScan scan) {
    this.place = place;
    this.tar = tar;
    this.stamp = stamp;
    this.files = Map.copyOf(scan.files());
    this.links = Map.copyOf(scan.links());
  }

  /**
   * Scan a tar file.
   *
   * @param tar the file
   * @param place what to call it in messages
   */
  static TarFiles open(Path tar, String place) {
    try {
      FileStamp stamp = FileStamp.of(tar);
      Region whole = new Region(tar, 0, stamp.size(), stamp, place);
      try (FileChannel channel = whole.open()) {
        return new TarFiles(place, tar, stamp, TarScan.of(channel, place));
      }
    } catch (IOException e) {
      throw Failures.io(place, e);
    }
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public boolean has(String name) {
    return files.containsKey(name) || links.containsKey(name);
  }

  @Override
  public Region region(String name) {
    String target = name;
    for (int hops = 0; links.containsKey(target) && hops < MOST_HOPS; hops++) {
      target = links.get(target);
    }
    String label = place + ": " + name;
    TarScan.Place found = files.get(target);
    if (found == null) {
      throw Failures.damaged("file-missing", label);
    }
    return new Region(tar, found.offset(), found.size(), stamp, label);
  }
}
