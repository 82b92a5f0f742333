package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the package's content that goes to the file in one go, with how far that is and the
 * checksums so far. Used by one thread at a time.
 */
final class Stretch {

  /**
   * The tar archive that a stretch is part of: the package's, or that of an image in it.
   *
   * @param outer the package's gzip form
   * @param archive the image archive, or null for the package's own tar archive
   * @param start where the image archive starts in the package's tar archive
   */
  record Level(StoredGzip outer, @Nullable ImageArchive archive, long start) {

    FrameCursor cursor(long offset) {
      return archive == null
          ? FrameCursor.outer(outer, offset)
          : FrameCursor.inner(outer, start, archive.gzip(), offset);
    }
  }

  /** Where the bytes come from. */
  sealed interface Source {

    /** Headers, padding and small files, known from the layout. */
    record Fixed(ByteBuffer bytes) implements Source {}

    /** A blob of an image, or a file of the package that is known by its digest alone. */
    record Blob(@Nullable ImageArchive archive, Descriptor descriptor) implements Source {}

    /** The end of an image archive's gzip form, known when its CRC is. */
    record Trailer(ImageArchive archive) implements Source {}

    /** The manifest, known when all image archives are. */
    record Manifest() implements Source {}
  }

  private final Level level;
  private final long offset;
  private final long length;
  private final Source source;
  private final FrameCursor cursor;
  private final CRC32 outerCrc = new CRC32();
  private final CRC32 innerCrc = new CRC32();

  Stretch(Level level, long offset, long length, Source source) {
    this.level = level;
    this.offset = offset;
    this.length = length;
    this.source = source;
    this.cursor = level.cursor(offset);
  }

  /** Return the image archive that holds it, or null. */
  @Nullable ImageArchive archive() {
    return level.archive();
  }

  /** Return where it starts in its own tar archive. */
  long offset() {
    return offset;
  }

  /** Return the number of its own bytes, frames left out. */
  long length() {
    return length;
  }

  Source source() {
    return source;
  }

  FrameCursor cursor() {
    return cursor;
  }

  /** Return the checksum of what it adds to the package's tar archive, inner frames included. */
  CRC32 outerCrc() {
    return outerCrc;
  }

  /** Return the checksum of its own bytes. */
  CRC32 innerCrc() {
    return innerCrc;
  }
}
