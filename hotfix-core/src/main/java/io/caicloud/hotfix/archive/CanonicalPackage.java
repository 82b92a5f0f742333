package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.internal.tar.TarReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A package as {@link PackageWriter} writes it. Its manifest says where everything must be, so
 * opening one reads a few blocks, whatever its size.
 */
final class CanonicalPackage implements OpenedPackage {

  private final String fileName;
  private final FileChannel file;
  private final PackageManifest manifest;
  private final PackageSkeleton skeleton;

  private CanonicalPackage(String fileName, FileChannel file, PackageManifest manifest) {
    this.fileName = fileName;
    this.file = file;
    this.manifest = manifest;
    this.skeleton = new PackageSkeleton(manifest, null);
  }

  /** Return whether the file starts as ours do, which no other tool's files do. */
  static boolean startsLikeOne(FileChannel file) throws IOException {
    OptionalLong length = StoredGzip.lengthOf(file.size());
    if (length.isEmpty()) {
      return false;
    }
    ByteBuffer start = ByteBuffer.allocate(StoredGzip.HEADER_SIZE + StoredGzip.BLOCK_HEADER);
    int size = 0;
    while (start.hasRemaining() && size >= 0) {
      size = file.read(start, start.position());
    }
    ByteBuffer expected =
        ByteBuffer.allocate(start.capacity())
            .put(StoredGzip.header())
            .put(new StoredGzip(length.getAsLong()).blockHeader(0));
    return start.flip().equals(expected.flip());
  }

  static CanonicalPackage open(String fileName, FileChannel file) throws IOException {
    StoredGzip gzip = new StoredGzip(StoredGzip.lengthOf(file.size()).orElseThrow());
    TarReader tar = new TarReader(new FrameInput(file, gzip));
    EntryList entries = new EntryList();
    byte[] last = {};
    for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
      entries.add(entry);
      last = entry.name().endsWith(PackageManifest.NAME) ? EntryList.text(tar, entry) : last;
    }
    PackageManifest manifest = ManifestJson.read(last);
    try {
      requireContract(manifest);
      CanonicalPackage opened = new CanonicalPackage(fileName, file, manifest);
      entries.require(opened.skeleton.entries());
      return opened;
    } catch (HotfixException e) {
      throw Damage.at("manifest", Texts.reason(e));
    }
  }

  /** Refuse a manifest that no package of ours can have. */
  private static void requireContract(PackageManifest manifest) {
    manifest.facts().requireAgreement(manifest.name());
    Set<String> names = new HashSet<>();
    for (ManifestImage image : manifest.images()) {
      PackagedImage.requireNames(image.file(), image.target());
      if (!names.add(image.file()) || !names.add(image.target())) {
        throw Damage.at("twice", image.file());
      }
    }
    String values = manifest.facts().valuesPath();
    if (manifest.files().size() != 1 || !manifest.files().get(0).path().equals(values)) {
      throw Damage.at("values-path", values);
    }
  }

  @Override
  public List<PackageEntry> entries() {
    return skeleton.entries();
  }

  @Override
  public Optional<PackageManifest> manifest() {
    return Optional.of(manifest);
  }

  @Override
  public PackageLayout layout() {
    return manifest.layout();
  }

  @Override
  public Optional<String> valuesEntry() {
    return Optional.of(PackageSkeleton.folder(manifest) + manifest.files().get(0).path());
  }

  @Override
  public byte[] values() throws IOException {
    ManifestFile values = manifest.files().get(0);
    PackageEntry entry = skeleton.entries().get(manifest.images().size());
    EntryList.requireText(entry.name(), entry.size());
    byte[] bytes;
    try (FrameInput tar = new FrameInput(file, skeleton.gzip())) {
      tar.skipNBytes(entry.offset());
      bytes = tar.readNBytes((int) entry.size());
    }
    Digest found = Digest.of(bytes);
    if (!found.equals(values.sha256())) {
      throw Damage.at("digest", values.path(), values.sha256(), found);
    }
    return bytes;
  }

  @Override
  public List<Finding> verify() throws IOException {
    Problems problems = new Problems(fileName);
    String name = manifest.name().fileName();
    if (!fileName.equals(name)) {
      problems.add(PackageRules.CONTRACT, "", "renamed", fileName, name);
    }
    new CanonicalCheck(manifest, skeleton, problems).run(file);
    return problems.list();
  }
}
