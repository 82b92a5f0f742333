package io.caicloud.hotfix.archive;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.archive.Stretch.Source;
import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every byte of a package of our own form and compares it with the only one that may stand
 * there: frames, headers and small files with the layout, blobs with their digests, checksums with
 * what they are the sums of.
 */
final class CanonicalCheck {

  private final PackageManifest manifest;
  private final PackageSkeleton skeleton;
  private final Problems problems;
  private final Checksums checksums = new Checksums();
  private int problemsBeforeArchive;

  CanonicalCheck(PackageManifest manifest, PackageSkeleton skeleton, Problems problems) {
    this.manifest = manifest;
    this.skeleton = skeleton;
    this.problems = problems;
  }

  void run(FileChannel file) throws IOException {
    int before = problems.size();
    problemsBeforeArchive = before;
    FrameReader reader = new FrameReader(file, FrameWriter.CHUNK);
    for (Stretch stretch : StretchList.of(skeleton)) {
      check(stretch, reader);
      checksums.add(stretch);
      if (stretch.source() instanceof Source.Trailer) {
        problemsBeforeArchive = problems.size();
      }
    }
    if (problems.size() == before) {
      checkTrailer(file);
      checkCrcs();
    }
  }

  private void check(Stretch stretch, FrameReader reader) throws IOException {
    Source source = stretch.source();
    if (source instanceof Source.Fixed fixed) {
      reader.read(stretch, stretch.length(), new Same(stretch, fixed.bytes()));
    } else if (source instanceof Source.Blob blob) {
      checkBlob(stretch, blob, reader);
    } else if (source instanceof Source.Trailer trailer) {
      byte[] expected = trailer.archive().gzip().trailer(checksums.tar());
      boolean known = problems.size() == problemsBeforeArchive;
      ByteBuffer bytes = known ? ByteBuffer.wrap(expected) : null;
      reader.read(stretch, stretch.length(), new Same(stretch, bytes));
    } else {
      ByteBuffer expected = ByteBuffer.wrap(manifest.bytes());
      reader.read(stretch, stretch.length(), new Same(stretch, expected));
    }
  }

  private void checkBlob(Stretch stretch, Source.Blob blob, FrameReader reader) throws IOException {
    ImageArchive archive = blob.archive();
    boolean isManifest = archive != null && archive.image().manifest().equals(blob.descriptor());
    Hashed sink = new Hashed(stretch, isManifest);
    reader.read(stretch, stretch.length(), sink);
    Digest found = Digest.finish(sink.sha256);
    if (!found.equals(blob.descriptor().digest())) {
      problems.add(
          PackageRules.DAMAGE,
          place(stretch, stretch.offset()),
          "digest",
          blob.descriptor().digest(),
          found);
    } else if (isManifest) {
      checkImageManifest(requireNonNull(archive, "archive").image(), sink.copy.toByteArray());
    }
  }

  /** Compare what an image's manifest says with what the package's manifest says of it. */
  private void checkImageManifest(ManifestImage image, byte[] bytes) {
    try {
      JsonValue root = JsonValue.parse(bytes);
      List<Descriptor> parts = new ArrayList<>();
      parts.add(ManifestJson.descriptor(root.get("config")));
      parts.addAll(ManifestJson.all(root.get("layers"), ManifestJson::descriptor));
      List<Descriptor> promised = new ArrayList<>(List.of(image.config()));
      promised.addAll(image.layers());
      if (!parts.equals(promised)) {
        problems.add(
            PackageRules.CLOSURE, image.file(), "image-manifest", image.manifest().digest());
      }
    } catch (IllegalArgumentException e) {
      problems.add(
          PackageRules.CLOSURE,
          image.file(),
          "image-manifest-form",
          image.manifest().digest(),
          Texts.reason(e));
    }
  }

  private void checkTrailer(FileChannel file) throws IOException {
    StoredGzip gzip = skeleton.gzip();
    ByteBuffer found = ByteBuffer.allocate(StoredGzip.TRAILER);
    int size = 0;
    while (found.hasRemaining() && size >= 0) {
      size = file.read(found, gzip.trailerPosition() + found.position());
    }
    ByteBuffer expected = ByteBuffer.wrap(gzip.trailer(checksums.outer()));
    if (!expected.equals(found.flip())) {
      problems.add(
          PackageRules.DAMAGE,
          "",
          "bytes",
          gzip.trailerPosition(),
          Damage.hex(expected),
          Damage.hex(found));
    }
  }

  private void checkCrcs() {
    for (ManifestImage image : manifest.images()) {
      int number = manifest.images().indexOf(image);
      String found = PackageSkeleton.crc(checksums.archives().get(number));
      if (!found.equals(image.crc32())) {
        problems.add(PackageRules.CLOSURE, image.file(), "crc", image.crc32(), found);
      }
    }
  }

  /** Return the name of the entry that an offset of a stretch's tar archive belongs to. */
  private String place(Stretch stretch, long offset) {
    ImageArchive archive = stretch.archive();
    String inside = entry(archive == null ? skeleton.tar() : archive.tar(), offset);
    return archive == null ? inside : archive.image().file() + "!/" + inside;
  }

  private static String entry(TarLayout tar, long offset) {
    String name = "";
    for (TarLayout.Slot slot : tar.slots()) {
      if (slot.headerOffset() <= offset) {
        name = slot.name();
      }
    }
    return name;
  }

  /** What all readers of a stretch have in common: a place to report, once per stretch. */
  private abstract class Check implements FrameReader.Sink {
    final Stretch stretch;
    long offset;
    private boolean reported;

    Check(Stretch stretch) {
      this.stretch = stretch;
      this.offset = stretch.offset();
    }

    @Override
    public void badFrame(long position, ByteBuffer expected, ByteBuffer found) {
      report(position, expected, found);
    }

    void report(long position, ByteBuffer expected, ByteBuffer found) {
      if (!reported) {
        reported = true;
        problems.add(
            PackageRules.DAMAGE,
            place(stretch, offset),
            "bytes",
            position,
            Damage.hex(expected),
            Damage.hex(found));
      }
    }
  }

  /** Compares with bytes that are known, or only passes by. */
  private final class Same extends Check {
    private static final int SHOWN = 8;
    private final @Nullable ByteBuffer expected;

    Same(Stretch stretch, @Nullable ByteBuffer expected) {
      super(stretch);
      this.expected = expected;
    }

    @Override
    public void content(ByteBuffer bytes, long position) {
      if (expected != null) {
        int start = (int) (offset - stretch.offset());
        ByteBuffer wanted = expected.slice(start, bytes.remaining());
        int wrong = wanted.mismatch(bytes);
        if (wrong >= 0) {
          int shown = Math.min(SHOWN, bytes.remaining() - wrong);
          offset += wrong;
          report(position + wrong, wanted.slice(wrong, shown), bytes.slice(wrong, shown));
          offset -= wrong;
        }
      }
      offset += bytes.remaining();
    }
  }

  /** Computes a digest, and keeps the bytes of small things. */
  private final class Hashed extends Check {
    private final MessageDigest sha256 = Digest.sha256();
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private final boolean keep;

    Hashed(Stretch stretch, boolean keep) {
      super(stretch);
      this.keep = keep && stretch.length() <= EntryList.MOST_TEXT;
    }

    @Override
    public void content(ByteBuffer bytes, long position) {
      if (keep) {
        byte[] part = new byte[bytes.remaining()];
        bytes.duplicate().get(part);
        copy.writeBytes(part);
      }
      offset += bytes.remaining();
      sha256.update(bytes);
    }
  }
}
