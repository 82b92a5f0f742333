package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.Stretch.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Puts the checksums of a package together from those of its stretches, added in order. */
final class Checksums {

  private final Crc32Sum outer = new Crc32Sum();
  private final List<Integer> archives = new ArrayList<>();
  private Crc32Sum tar = new Crc32Sum();
  private Crc32Sum archive = gzipHeader();

  /** Add a stretch whose bytes are complete. */
  void add(Stretch stretch) {
    int crc = (int) stretch.outerCrc().getValue();
    long length = stretch.cursor().outerLength();
    outer.append(crc, length);
    if (stretch.archive() != null) {
      tar.append((int) stretch.innerCrc().getValue(), stretch.length());
      archive.append(crc, length);
    } else if (stretch.source() instanceof Source.Trailer) {
      archive.append(crc, length);
      archives.add(archive.value());
      tar = new Crc32Sum();
      archive = gzipHeader();
    }
  }

  /** Return the CRC of the package's tar archive. */
  int outer() {
    return outer.value();
  }

  /** Return the CRC of the tar archive in the image archive that is being added. */
  int tar() {
    return tar.value();
  }

  /** Return the CRCs of the image archives that are complete. */
  List<Integer> archives() {
    return archives;
  }

  private static Crc32Sum gzipHeader() {
    CRC32 crc = new CRC32();
    crc.update(StoredGzip.header());
    Crc32Sum sum = new Crc32Sum();
    sum.append((int) crc.getValue(), StoredGzip.HEADER_SIZE);
    return sum;
  }
}
