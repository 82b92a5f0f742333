package io.caicloud.hotfix.rules.config;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.rule.Vocabulary;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an organization decides about a check: how bad findings of a rule are, which rules are off
 * and why, the options of rules, the names it uses, and what may be suppressed. Usually the file
 * {@link #FILE_NAME}; {@code docs/configuration.md} describes it, {@link #jsonSchema()} too.
 *
 * <p>Reading is strict: what is not understood is a finding under {@code HF907}, and a check with
 * such a configuration is {@link io.caicloud.hotfix.rule.Verdict#INCOMPLETE}. Whether its rules and
 * options exist is known to the engine that {@linkplain
 * io.caicloud.hotfix.rules.HotfixRules#configured takes} it, and said in its reports. Immutable;
 * safe to share between threads.
 */
public final class RuleConfiguration {

  /** The name of the file that is looked for above a checked path. */
  public static final String FILE_NAME = ".hotfix-rules.yaml";

  private static final String SCHEMA = "hotfix-rules.schema.json";
  private static final RuleConfiguration NONE = new RuleConfiguration(Content.EMPTY, null, null);

  private final Content content;
  private final @Nullable String file;
  private final @Nullable Path root;

  RuleConfiguration(Content content, @Nullable String file, @Nullable Path root) {
    this.content = content;
    this.file = file;
    this.root = root;
  }

  /** What a configuration says. */
  record Content(
      List<RuleSetting> rules,
      List<PathSetting> paths,
      Vocabulary vocabulary,
      boolean inlineSuppressions,
      List<SuppressionSetting> suppressions,
      List<Finding> findings) {

    static final Content EMPTY =
        new Content(List.of(), List.of(), Vocabulary.none(), true, List.of(), List.of());

    Content {
      rules = List.copyOf(rules);
      paths = List.copyOf(paths);
      suppressions = List.copyOf(suppressions);
      findings = List.copyOf(findings);
    }

    Content withFindings(List<Finding> found) {
      return new Content(rules, paths, vocabulary, inlineSuppressions, suppressions, found);
    }
  }

  /** Return the configuration that changes nothing. */
  public static RuleConfiguration none() {
    return NONE;
  }

  /** Start a configuration in a program. */
  public static RuleConfigurationBuilder builder() {
    return new RuleConfigurationBuilder();
  }

  /**
   * Read a file; its patterns of paths are relative to its folder. A symbolic link is not followed.
   *
   * @param file the file
   * @throws HotfixException with code {@code unreadable} if it is no regular file or cannot be read
   */
  public static RuleConfiguration read(Path file) {
    YamlDocument document = YamlDocument.read(file, ConfigurationSearch.shown(file));
    return of(document).relativeTo(file.toAbsolutePath().normalize().resolveSibling(""));
  }

  /**
   * Return what a document says.
   *
   * @param document the YAML text
   */
  public static RuleConfiguration of(YamlDocument document) {
    return new RuleConfiguration(new ConfigurationReader(document).read(), document.file(), null);
  }

  /**
   * Find the configuration of a path: the first {@link #FILE_NAME} in its folder or one above, up
   * to the folder that holds {@code .git} and not beyond. Outside a repository, the search ends
   * with the folder that holds {@code release-hotfixes} or {@code oem-hotfixes}, and without these
   * with the path's own folder, since folders above may be anybody's. What has the name but is no
   * regular file, such as a symbolic link, is not read: it is a finding.
   *
   * @param checked the file or folder that is checked
   * @throws HotfixException with code {@code unreadable} if a file is there and cannot be read
   */
  public static Optional<RuleConfiguration> findAbove(Path checked) {
    return ConfigurationSearch.above(checked).map(RuleConfiguration::found);
  }

  private static RuleConfiguration found(Path file) {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return read(file);
    }
    String name = ConfigurationSearch.shown(file);
    Finding refusal = Problems.finding(Location.of(name), "no-file", name);
    return new RuleConfiguration(
        Content.EMPTY.withFindings(List.of(refusal)), name, file.resolveSibling(""));
  }

  /**
   * Return the folder that paths of a repository are relative to: the one that holds {@code .git}
   * above a path, or where {@link #findAbove} ends without one.
   *
   * @param checked a file or folder
   */
  public static Path rootAbove(Path checked) {
    return ConfigurationSearch.root(checked);
  }

  /**
   * Return the JSON schema (draft 2020-12) of the file. Which rules and options there are is not in
   * it.
   */
  public static String jsonSchema() {
    // Asked by our own class, since the module does not open its resources to others.
    try (InputStream in = requireNonNull(RuleConfiguration.class.getResourceAsStream(SCHEMA))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA, e);
    }
  }

  /**
   * Return this configuration with another folder that its patterns of paths are relative to. Where
   * a file is not below it, a pattern is compared with the path as findings show it, from {@code
   * release-hotfixes} or {@code oem-hotfixes} on.
   *
   * @param folder the folder
   */
  public RuleConfiguration relativeTo(Path folder) {
    return new RuleConfiguration(content, file, folder.toAbsolutePath().normalize());
  }

  /** Return the file it was read from, as findings show it; empty if it is from a program. */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }

  /** Return the folder that patterns of paths are relative to, if there is one. */
  public Optional<Path> root() {
    return Optional.ofNullable(root);
  }

  /**
   * Return what is wrong with its form, in the order of the text. A check says more: which rules
   * and options do not exist, and what it may not change.
   */
  public List<Finding> findings() {
    return content.findings();
  }

  /** Return what it says about rules everywhere. */
  public List<RuleSetting> rules() {
    return content.rules();
  }

  /** Return what it says about rules in some files, in order; the last that matches counts. */
  public List<PathSetting> paths() {
    return content.paths();
  }

  /** Return the names that the organization uses. */
  public Vocabulary vocabulary() {
    return content.vocabulary();
  }

  /** Return whether comments in checked files may suppress findings. */
  public boolean allowsInlineSuppressions() {
    return content.inlineSuppressions();
  }

  /** Return the suppressions, in order. */
  public List<SuppressionSetting> suppressions() {
    return content.suppressions();
  }

  /** Return whether it changes nothing, and nothing is wrong with it. */
  public boolean isNone() {
    return file == null && content.equals(Content.EMPTY);
  }

  /**
   * Return the SHA-256 of what it says, as {@code sha256:} and 64 hexadecimal digits. Comments,
   * order of keys, quotes and places make no difference; the words that name a rule do.
   */
  public String digest() {
    return CanonicalForm.digest(this);
  }

  /** Return the file and the digest. */
  @Override
  public String toString() {
    return (file == null ? "configuration" : file) + " " + digest();
  }
}
