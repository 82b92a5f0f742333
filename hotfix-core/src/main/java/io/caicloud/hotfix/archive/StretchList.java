package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.archive.Stretch.Level;
import io.caicloud.hotfix.archive.Stretch.Source;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a planned package into stretches, in the order of the file, without gaps. */
final class StretchList {

  private final PackageSkeleton plan;
  private final List<Stretch> stretches = new ArrayList<>();

  private StretchList(PackageSkeleton plan) {
    this.plan = plan;
  }

  static List<Stretch> of(PackageSkeleton plan) {
    StretchList list = new StretchList(plan);
    list.addTar(plan.tar(), new Level(plan.gzip(), null, 0));
    return list.stretches;
  }

  private void addTar(TarLayout tar, Level level) {
    Gather fixed = new Gather(level);
    for (TarLayout.Slot slot : tar.slots()) {
      fixed.add(TarHeaders.of(slot.name(), slot.content().size(), plan.time()));
      TarContent content = slot.content();
      if (content instanceof TarContent.Literal literal) {
        fixed.add(literal.bytes().get());
      } else if (content instanceof TarContent.Blob blob) {
        fixed.flush();
        addSource(level, slot, new Source.Blob(level.archive(), blob.descriptor()));
        fixed.skipTo(slot.endOffset());
      } else if (content instanceof TarContent.Nested nested) {
        addArchive(nested.archive(), slot, fixed);
      } else {
        fixed.flush();
        addSource(level, slot, new Source.Manifest());
        fixed.skipTo(slot.endOffset());
      }
      fixed.add(new byte[(int) (slot.paddedEndOffset() - slot.endOffset())]);
    }
    fixed.add(new byte[TarLayout.END]);
    fixed.flush();
  }

  private void addArchive(ImageArchive archive, TarLayout.Slot slot, Gather outer) {
    outer.add(StoredGzip.header());
    outer.flush();
    addTar(archive.tar(), new Level(plan.gzip(), archive, slot.dataOffset()));
    long trailer = slot.dataOffset() + archive.gzip().trailerPosition();
    Source source = new Source.Trailer(archive);
    stretches.add(new Stretch(outer.level, trailer, StoredGzip.TRAILER, source));
    outer.skipTo(slot.endOffset());
  }

  private void addSource(Level level, TarLayout.Slot slot, Source source) {
    stretches.add(new Stretch(level, slot.dataOffset(), slot.content().size(), source));
  }

  /** Collects neighbouring bytes of one level into one stretch. */
  private final class Gather {
    private final Level level;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long start;

    Gather(Level level) {
      this.level = level;
    }

    void add(byte[] more) {
      bytes.writeBytes(more);
    }

    void flush() {
      if (bytes.size() > 0) {
        Source source = new Source.Fixed(ByteBuffer.wrap(bytes.toByteArray()));
        stretches.add(new Stretch(level, start, bytes.size(), source));
        start += bytes.size();
        bytes.reset();
      }
    }

    void skipTo(long offset) {
      start = offset;
    }
  }
}
