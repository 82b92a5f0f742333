package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The values file of an entry. It is kept in memory while somebody uses it and read again when
 * asked for later, so that a tree takes little memory however many files it has. What is read again
 * must be what was read first. Safe to share between threads.
 */
final class ValuesFile {

  private final Path file;
  private final String name;
  private final byte[] sha256;
  private final @Nullable AddonValues kept;
  private volatile WeakReference<AddonValues> values;

  private ValuesFile(Path file, String name, AddonValues first, boolean keep) {
    this.file = file;
    this.name = name;
    this.sha256 = sha256(first);
    this.kept = keep ? first : null;
    this.values = new WeakReference<>(first);
  }

  /**
   * Read a file.
   *
   * @param file the file
   * @param name the path to show in findings
   */
  static ValuesFile read(Path file, String name) {
    return new ValuesFile(file, name, AddonValues.of(YamlDocument.read(file, name)), false);
  }

  /** Return a file with a text that need not stand there. */
  static ValuesFile of(Path file, YamlDocument text) {
    return new ValuesFile(file, text.file(), AddonValues.of(text), true);
  }

  Path file() {
    return file;
  }

  /** Return the values, an empty view on the document if it could not be read as YAML. */
  AddonValues values() {
    AddonValues known = kept == null ? values.get() : kept;
    return known == null ? readAgain() : known;
  }

  private AddonValues readAgain() {
    AddonValues again = AddonValues.of(YamlDocument.read(file, name));
    if (!MessageDigest.isEqual(sha256(again), sha256)) {
      throw Texts.failure("tree-changed", null, name);
    }
    values = new WeakReference<>(again);
    return again;
  }

  private static byte[] sha256(AddonValues values) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(values.document().bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
