package io.caicloud.hotfix.archive;

import java.util.ArrayList;
import java.util.List;

/** Where the entries of a tar archive go. Offsets count from the first byte of the archive. */
final class TarLayout {

  /** Two empty blocks end an archive. */
  static final int END = 2 * TarHeaders.BLOCK;

  /** An entry with the place of its header. */
  record Slot(String name, TarContent content, long headerOffset) {

    long dataOffset() {
      return headerOffset + TarHeaders.size(name);
    }

    long endOffset() {
      return dataOffset() + content.size();
    }

    long paddedEndOffset() {
      return dataOffset() + TarHeaders.padded(content.size());
    }
  }

  private final List<Slot> slots = new ArrayList<>();

  void add(String name, TarContent content) {
    slots.add(new Slot(name, content, end()));
  }

  List<Slot> slots() {
    return List.copyOf(slots);
  }

  /** Return the number of bytes of the archive. */
  long size() {
    return end() + END;
  }

  private long end() {
    return slots.isEmpty() ? 0 : slots.get(slots.size() - 1).paddedEndOffset();
  }
}
