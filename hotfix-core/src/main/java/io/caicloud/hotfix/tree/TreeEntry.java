package io.caicloud.hotfix.tree;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.spec.AddonGroup;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.spec.Product;
import io.caicloud.hotfix.spec.ProductVersion;
import io.caicloud.hotfix.spec.ReleasePath;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One hotfix of a release tree: its values file, what the folders above say, and what is wrong with
 * both together. Has a {@link HotfixSpec} if the folders say all that one needs; else {@link
 * #problems()} say what is missing, and {@link #withDesc} or {@link #draft()} take it from the
 * caller. Immutable, safe to share between threads.
 *
 * <p>The values file is not kept in memory: it is read again when it is asked for while nobody uses
 * it. If it is no longer what it was, that fails with code {@code tree-changed}, or {@code
 * unreadable}.
 */
public final class TreeEntry {

  private final EntrySource source;
  private final EntryFacts facts;
  private final @Nullable HotfixDesc givenDesc;
  private final List<Finding> neighborhood;
  private final List<Finding> findings;

  private TreeEntry(
      EntrySource source,
      EntryFacts facts,
      @Nullable HotfixDesc givenDesc,
      List<Finding> neighborhood) {
    this.source = source;
    this.facts = facts;
    this.givenDesc = givenDesc;
    this.neighborhood = List.copyOf(neighborhood);
    List<Finding> all = new ArrayList<>(neighborhood);
    all.addAll(new EntryCheck(source, facts, desc()).findings());
    this.findings = all.stream().sorted().toList();
  }

  static TreeEntry of(EntrySource source) {
    return new TreeEntry(source, EntryFacts.of(source), null, List.of());
  }

  TreeEntry withNeighborhood(List<Finding> found) {
    return new TreeEntry(source, facts, givenDesc, found);
  }

  /** Return the path from the root folder on, such as {@code release-hotfixes/2.7.2/…}. */
  public String path() {
    return source.path().toString();
  }

  /** Return the path with the meaning of its parts. */
  public ReleasePath releasePath() {
    return source.path();
  }

  /** Return the values file, below the path that the tree was read from. */
  public Path file() {
    return source.file();
  }

  /** Return whether it stands in the tree of an OEM. */
  public boolean oem() {
    return source.path().root() == ReleasePath.Root.OEM;
  }

  /** Return the product version, if a folder names one. */
  public Optional<ProductVersion> productVersion() {
    return source.path().productVersion();
  }

  /** Return the day of the hotfix, if a folder names one. */
  public Optional<HotfixDate> date() {
    return source.path().date();
  }

  /** Return the addon's group, if a folder names one. */
  public Optional<AddonGroup> group() {
    return source.path().group();
  }

  /** Return the name of the package folder, cut at the version of the values, if there is one. */
  public Optional<PackageFolderName> folder() {
    return facts.folder();
  }

  /** Return why the hotfix is made: as it was given, or as the package folder says. */
  public Optional<HotfixDesc> desc() {
    return Optional.ofNullable(givenDesc).or(facts::desc);
  }

  /** Return the values file as text with places, and with what reading it found. */
  public YamlDocument document() {
    return source.document();
  }

  /** Return the values; nothing if the file could not be read as YAML. */
  public Optional<AddonValues> values() {
    return source.readable();
  }

  /**
   * Return addon, namespace and version as {@code _metadata} says, the namespace also from its
   * folder; nothing if one is missing or no such thing.
   */
  public Optional<HotfixIdentity> identity() {
    return facts.identity();
  }

  /** Return the notes of the date folder, if they are there. */
  public Optional<Path> readme() {
    return source.readme();
  }

  /**
   * Return what is wrong with the path, and where it and the values disagree. What is wrong inside
   * the values is not here: reading them has its findings in {@link #document()}, and rules judge
   * the rest.
   */
  public List<Finding> findings() {
    return findings;
  }

  /** Return why there is no spec or there are no values; nothing if both are there. */
  public List<Finding> problems() {
    List<Finding> problems = new ArrayList<>();
    if (spec().isEmpty()) {
      problems.addAll(EntryCheck.missing(source, facts, desc()));
    }
    if (values().isEmpty()) {
      document().findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .forEach(problems::add);
    }
    return List.copyOf(problems);
  }

  /** Return the spec; nothing if the path does not say all that it needs. */
  public Optional<HotfixSpec> spec() {
    boolean complete =
        productVersion().isPresent()
            && date().isPresent()
            && group().isPresent()
            && desc().isPresent();
    return complete ? Optional.of(draft().build()) : Optional.empty();
  }

  /** Return a builder with all parts of the spec that are known; the caller adds the others. */
  public HotfixSpec.Builder draft() {
    HotfixSpec.Builder builder = HotfixSpec.builder().values(file());
    builder.product(folder().flatMap(PackageFolderName::product).orElse(Product.COMPASS));
    productVersion().ifPresent(builder::productVersion);
    date().ifPresent(builder::date);
    group().ifPresent(builder::group);
    desc().ifPresent(builder::desc);
    return builder;
  }

  /**
   * Return this entry with a desc, in place of the one that its folder names or lacks.
   *
   * @param desc why the hotfix is made
   */
  public TreeEntry withDesc(HotfixDesc desc) {
    return new TreeEntry(source, facts, requireNonNull(desc, "desc"), neighborhood);
  }

  /**
   * Return this entry with another text of its values, such as one that nobody has written yet.
   * What the entries around it say of it stays as it was.
   *
   * @param values the text
   * @throws IllegalArgumentException if it has another name than the values of this entry
   */
  public TreeEntry withDocument(YamlDocument values) {
    if (!values.file().equals(document().file())) {
      throw new IllegalArgumentException("not " + document().file() + ": " + values.file());
    }
    EntrySource edited =
        new EntrySource(
            source.path(), ValuesFile.of(source.file(), values), source.readme().orElse(null));
    return new TreeEntry(edited, EntryFacts.of(edited), givenDesc, neighborhood);
  }

  /** Return the path. */
  @Override
  public String toString() {
    return path();
  }
}
