package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.internal.tar.TarNames;
import io.caicloud.hotfix.internal.tar.TarReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The entries of a package, taken one by one; what could harm who unpacks it is damage. */
final class EntryList {

  /** The largest entry that is read into memory. */
  static final int MOST_TEXT = 16 << 20;

  private static final int MOST_ENTRIES = 10_000;

  private final List<PackageEntry> files = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** Add an entry; folders are checked, and forgotten. */
  void add(TarReader.Entry entry) {
    String name = normal(entry);
    if (names.size() == MOST_ENTRIES) {
      throw Damage.at("too-many-entries", MOST_ENTRIES);
    }
    if (!entry.isFile() && !entry.isFolder()) {
      throw Damage.at("type", name, String.valueOf(entry.type()));
    }
    if (!names.add(name) && entry.isFile()) {
      throw Damage.at("twice", name);
    }
    if (entry.isFile()) {
      files.add(new PackageEntry(name, entry.size(), entry.offset()));
    }
  }

  /** Return the name of an entry without {@code ./} in front and a slash at the end. */
  static String normal(TarReader.Entry entry) {
    String name = TarNames.normal(entry.name());
    if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw Damage.at("control-character", name);
    }
    return name;
  }

  List<PackageEntry> files() {
    return List.copyOf(files);
  }

  /** Refuse a list that is not exactly the expected one. */
  void require(List<PackageEntry> expected) {
    for (int i = 0; i < Math.max(files.size(), expected.size()); i++) {
      String found = i < files.size() ? text(files.get(i)) : "-";
      String wanted = i < expected.size() ? text(expected.get(i)) : "-";
      if (!found.equals(wanted)) {
        throw Damage.at("entry", i + 1, wanted, found);
      }
    }
  }

  private static String text(PackageEntry entry) {
    return entry.name() + " (" + entry.size() + ", " + entry.offset() + ")";
  }

  /** Read the current entry's content into memory. */
  static byte[] text(TarReader tar, TarReader.Entry entry) throws IOException {
    requireText(entry.name(), entry.size());
    return tar.content().readNBytes((int) entry.size());
  }

  static void requireText(String name, long size) {
    if (size > MOST_TEXT) {
      throw Damage.at("too-large", name, size, MOST_TEXT);
    }
  }
}
