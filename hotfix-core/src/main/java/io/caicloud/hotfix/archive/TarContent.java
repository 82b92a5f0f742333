package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import java.util.function.Supplier;

/** What the data of a tar entry is, with its size but not necessarily with its bytes. */
sealed interface TarContent {

  long size();

  /** Bytes that can be made at any time. */
  record Literal(long size, Supplier<byte[]> bytes) implements TarContent {}

  /** A blob that an image source has. */
  record Blob(Descriptor descriptor) implements TarContent {
    @Override
    public long size() {
      return descriptor.size();
    }
  }

  /** An image archive: gzip around another tar. */
  record Nested(ImageArchive archive) implements TarContent {
    @Override
    public long size() {
      return archive.gzip().size();
    }
  }

  /** The manifest of the package, whose checksums come last and have a fixed width. */
  record Manifest(long size) implements TarContent {}
}
