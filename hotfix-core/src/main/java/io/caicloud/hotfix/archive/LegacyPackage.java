package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.internal.tar.TarReader;
import io.caicloud.hotfix.spec.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * A package of the older form. It says nothing about itself, so what can be checked is what the
 * installer will do with it, and that each image is whole.
 */
final class LegacyPackage implements OpenedPackage {

  private final String fileName;
  private final FileChannel file;
  private final List<PackageEntry> entries;

  private LegacyPackage(String fileName, FileChannel file, List<PackageEntry> entries) {
    this.fileName = fileName;
    this.file = file;
    this.entries = entries;
  }

  static LegacyPackage open(String fileName, FileChannel file) throws IOException {
    EntryList list = new EntryList();
    try (InputStream plain = plain(file)) {
      TarReader tar = new TarReader(plain);
      for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
        list.add(entry);
      }
    }
    List<PackageEntry> entries = list.files();
    LegacyPackage opened = new LegacyPackage(fileName, file, entries);
    if (entries.stream().anyMatch(e -> opened.inside(e.name()).equals(PackageManifest.NAME))) {
      throw Damage.at("repacked", PackageManifest.NAME);
    }
    return opened;
  }

  /** Return the tar archive from its start; closing it leaves the file open. */
  private static InputStream plain(FileChannel file) throws IOException {
    file.position(0);
    InputStream whole = Channels.newInputStream(file);
    return ExpandedInput.of(new UnclosedInput(whole), file.size());
  }

  @Override
  public List<PackageEntry> entries() {
    return entries;
  }

  @Override
  public Optional<PackageManifest> manifest() {
    return Optional.empty();
  }

  @Override
  public PackageLayout layout() {
    String folder = folder();
    boolean inFolder = entries.stream().allMatch(entry -> entry.name().startsWith(folder));
    return inFolder && !entries.isEmpty() ? PackageLayout.TOP_FOLDER : PackageLayout.FLAT;
  }

  @Override
  public Optional<String> valuesEntry() {
    List<String> names = entries.stream().map(PackageEntry::name).filter(this::isYaml).toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  @Override
  public byte[] values() throws IOException {
    String name = valuesEntry().orElseThrow(() -> Damage.at("no-values"));
    try (InputStream plain = plain(file)) {
      TarReader tar = new TarReader(plain);
      for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
        if (EntryList.normal(entry).equals(name)) {
          return EntryList.text(tar, entry);
        }
      }
    }
    throw Damage.at("no-values");
  }

  @Override
  public List<Finding> verify() throws IOException {
    Problems problems = new Problems(fileName);
    checkContract(problems);
    try (InputStream plain = plain(file)) {
      TarReader tar = new TarReader(plain);
      for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
        String name = EntryList.normal(entry);
        if (entry.isFile() && isImage(name)) {
          LegacyImage.check(name, entry.size(), tar.content(), problems);
        }
      }
    }
    return problems.list();
  }

  private void checkContract(Problems problems) {
    if (!fileName.contains("hotfixes") || !fileName.endsWith(PackageName.SUFFIX)) {
      problems.add(PackageRules.CONTRACT, "", "file-name", fileName);
    }
    if (layout() == PackageLayout.FLAT) {
      problems.add(PackageRules.CONTRACT, "", "no-folder", folder());
    }
    List<String> yaml = entries.stream().map(PackageEntry::name).filter(this::isYaml).toList();
    if (yaml.size() != 1) {
      problems.add(PackageRules.CLOSURE, "", "values-files", yaml.size(), yaml);
    }
    for (PackageEntry entry : entries) {
      String name = entry.name();
      if (!isImage(name) && name.endsWith(PackageName.SUFFIX)) {
        problems.add(PackageRules.CONTRACT, name, "image-deep");
      }
    }
  }

  private boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Return whether the installer would load the entry: it takes names that hold this anywhere. */
  private boolean isImage(String name) {
    String inside = inside(name);
    return inside.indexOf('/') < 0 && inside.contains(PackageName.SUFFIX);
  }

  /** Return the name without the top folder. */
  private String inside(String name) {
    return name.startsWith(folder()) ? name.substring(folder().length()) : name;
  }

  private String folder() {
    String stem =
        fileName.endsWith(PackageName.SUFFIX)
            ? fileName.substring(0, fileName.length() - PackageName.SUFFIX.length())
            : fileName;
    return stem + "/";
  }
}
