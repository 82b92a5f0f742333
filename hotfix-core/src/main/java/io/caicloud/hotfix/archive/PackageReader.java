package io.caicloud.hotfix.archive;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.tar.BadTar;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a package from anywhere with suspicion. Takes exactly the form that {@link PackageWriter}
 * writes, and the older form, and says which it is; everything else is damage. Nothing is unpacked:
 * entries are looked at where they lie, and only small ones are read into memory.
 *
 * <p>Not safe to share between threads.
 */
public final class PackageReader implements AutoCloseable {

  private final Path path;
  private final FileChannel file;
  private final OpenedPackage opened;
  private final long size;

  private PackageReader(Path path, FileChannel file, OpenedPackage opened) throws IOException {
    this.path = path;
    this.file = file;
    this.opened = opened;
    this.size = file.size();
  }

  /** Something that reads, and may fail. */
  private interface Read<T> {
    T run() throws IOException;
  }

  /**
   * Open a package and read its list of entries.
   *
   * @param path the file; a symbolic link is not followed
   * @throws HotfixException with code {@code package-damaged} if it is no package, or is cut off,
   *     changed or made to do harm; {@code package-format} if a newer version wrote it; {@code
   *     package-unreadable} if it could not be read; {@code interrupted}
   */
  public static PackageReader open(Path path) {
    return guarded(
        path,
        () -> {
          FileChannel file =
              FileChannel.open(path, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
          try {
            return new PackageReader(path, file, open(path, file));
          } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
          }
        });
  }

  private static OpenedPackage open(Path path, FileChannel file) throws IOException {
    String name = String.valueOf(path.getFileName());
    return CanonicalPackage.startsLikeOne(file)
        ? CanonicalPackage.open(name, file)
        : LegacyPackage.open(name, file);
  }

  /** Return the file. */
  public Path path() {
    return path;
  }

  /** Return which form the package has. */
  public ArchiveForm form() {
    return opened instanceof CanonicalPackage ? ArchiveForm.CANONICAL : ArchiveForm.LEGACY;
  }

  /** Return whether the entries lie in a folder. */
  public PackageLayout layout() {
    return opened.layout();
  }

  /** Return the files in the package, in their order. */
  public List<PackageEntry> list() {
    return opened.entries();
  }

  /** Return the manifest; a package of the older form has none. */
  public Optional<PackageManifest> manifest() {
    return opened.manifest();
  }

  /** Return the package as its writer returned it; one of the older form has no manifest for it. */
  public Optional<HotfixPackage> hotfixPackage() {
    return manifest().map(manifest -> new HotfixPackage(path, size, manifest));
  }

  /** Return the full name of the values file, or nothing if there is not exactly one. */
  public Optional<String> valuesEntry() {
    return opened.valuesEntry();
  }

  /**
   * Read the values file.
   *
   * @throws HotfixException with code {@code package-damaged} if there is not exactly one, or its
   *     bytes are not those of the manifest; {@code package-unreadable}; {@code interrupted}
   */
  public byte[] values() {
    return guarded(path, opened::values);
  }

  /**
   * Read the whole package and return all that is wrong with it, sorted; nothing if it is sound.
   * Rules: {@link PackageRules}.
   *
   * @throws HotfixException with code {@code package-damaged} if it cannot be read on; {@code
   *     package-unreadable}; {@code interrupted}
   */
  public List<Finding> verify() {
    return guarded(path, opened::verify);
  }

  /**
   * Read the whole package and refuse it if anything is wrong.
   *
   * @throws HotfixException with code {@code package-damaged} and the first finding; {@code
   *     package-unreadable}; {@code interrupted}
   */
  public void requireSound() {
    List<Finding> findings = verify();
    if (!findings.isEmpty()) {
      Finding first = findings.get(0);
      throw Texts.failure("package-damaged.finding", first.location(), first.message());
    }
  }

  private static <T> T guarded(Path path, Read<T> read) {
    try {
      return read.run();
    } catch (Damage e) {
      throw e.in(path);
    } catch (BadTar e) {
      throw Damage.at("tar-" + e.key()).in(path);
    } catch (EOFException e) {
      throw Damage.at("tar-no-end").in(path);
    } catch (ClosedByInterruptException e) {
      throw Texts.failure(e, "interrupted.read");
    } catch (NoSuchFileException e) {
      throw Texts.failure(e, "package-unreadable.missing", path);
    } catch (IOException e) {
      throw Texts.failure(e, "package-unreadable", path, Texts.reason(e));
    }
  }

  /** Close the file. */
  @Override
  public void close() {
    guarded(
        path,
        () -> {
          file.close();
          return file;
        });
  }
}
