package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Steps through a stretch of the package file in the file's own order, telling frame bytes from
 * content: writer and reader walk the same path. A block's header belongs to the stretch that holds
 * the block's first byte, so stretches of one file neither overlap nor leave gaps.
 *
 * <p>There are one or two levels. The outer one is the package's gzip form. The inner one, if any,
 * is that of an image archive, whose block headers are content of the outer level.
 */
final class FrameCursor {

  /** What comes next in the file. */
  enum Step {
    /** The header of a block of the package, in no checksum. */
    OUTER_HEADER,
    /** A piece of the header of a block of the image archive, content of the outer level. */
    INNER_HEADER,
    /** Content of the innermost level. */
    CONTENT
  }

  private final StoredGzip outer;
  private final @Nullable StoredGzip inner;
  private final long outerStart;
  private long outerAt;
  private long innerAt;
  private boolean outerHeaderDone;
  private int innerHeaderDone;

  private FrameCursor(StoredGzip outer, long outerAt, @Nullable StoredGzip inner, long innerAt) {
    this.outer = outer;
    this.outerStart = outerAt;
    this.outerAt = outerAt;
    this.inner = inner;
    this.innerAt = innerAt;
  }

  /** Return a cursor at an offset of the package's tar archive. */
  static FrameCursor outer(StoredGzip outer, long offset) {
    return new FrameCursor(outer, offset, null, 0);
  }

  /** Return a cursor at an offset of an image's tar archive, which starts at an outer offset. */
  static FrameCursor inner(StoredGzip outer, long archiveStart, StoredGzip inner, long offset) {
    return new FrameCursor(outer, archiveStart + inner.position(offset), inner, offset);
  }

  /** Return where the next byte goes in the file; a header that is due belongs to it. */
  long filePosition() {
    return outer.position(outerAt);
  }

  /** Return the number of bytes of the outer level stepped over so far. */
  long outerLength() {
    return outerAt - outerStart;
  }

  /** Return what comes next, provided that there is more content in the stretch. */
  Step step() {
    if (outerAt % StoredGzip.BLOCK == 0 && !outerHeaderDone) {
      return Step.OUTER_HEADER;
    }
    boolean innerDue = inner != null && innerAt % StoredGzip.BLOCK == 0;
    return innerDue && innerHeaderDone < StoredGzip.BLOCK_HEADER ? Step.INNER_HEADER : Step.CONTENT;
  }

  /** Return the header bytes that are due, and step over them. */
  ByteBuffer header() {
    if (step() == Step.OUTER_HEADER) {
      outerHeaderDone = true;
      return ByteBuffer.wrap(outer.blockHeader(outerAt));
    }
    byte[] header = requireNonNull(inner, "inner").blockHeader(innerAt);
    int size = Math.min(StoredGzip.BLOCK_HEADER - innerHeaderDone, outerRoom());
    ByteBuffer piece = ByteBuffer.wrap(header, innerHeaderDone, size);
    innerHeaderDone += size;
    advanceOuter(size);
    return piece;
  }

  /** Return how many bytes of content come before the next header, at least one. */
  int room() {
    int innerRoom = StoredGzip.BLOCK - (int) (innerAt % StoredGzip.BLOCK);
    return inner == null ? outerRoom() : Math.min(outerRoom(), innerRoom);
  }

  /** Step over content, not beyond the next header. */
  void advance(int size) {
    advanceOuter(size);
    innerAt += size;
    innerHeaderDone = 0;
  }

  private int outerRoom() {
    return StoredGzip.BLOCK - (int) (outerAt % StoredGzip.BLOCK);
  }

  private void advanceOuter(int size) {
    outerAt += size;
    outerHeaderDone = false;
  }
}
