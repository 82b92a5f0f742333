package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A hotfix specification as a file, {@code hotfix.yaml}, for tools without a release tree: what is
 * written there with its places, what is wrong with it, and the {@link HotfixSpec} if nothing is.
 *
 * <pre>
 * productVersion: 2.7.2
 * date: '20181123'
 * desc: bug211
 * group: console
 * values: console-web.yaml    # below the folder of this file
 * </pre>
 *
 * <p>Further keys: {@code product}, by default {@code compass}, and {@code images}, a list of
 * images that no scan of the values can find. Immutable, safe to share between threads.
 */
public final class SpecDocument {

  private static final String SCHEMA = "hotfix-spec.schema.json";

  private final YamlDocument document;
  private final Path folder;
  private final SpecScalars scalars;
  private final List<Finding> findings;

  private SpecDocument(YamlDocument document, Path folder) {
    this.document = document;
    this.folder = folder;
    SpecReader reader = new SpecReader(document);
    this.scalars = reader.read();
    this.findings = reader.findings();
  }

  /**
   * Read a file. A symbolic link is not followed.
   *
   * @param file the file; findings show the path as it is given here
   * @throws HotfixException with code {@code unreadable} if it is no regular file or cannot be read
   */
  public static SpecDocument read(Path file) {
    String name = file.toString().replace(file.getFileSystem().getSeparator(), "/");
    return of(YamlDocument.read(file, name), file.resolveSibling(""));
  }

  /**
   * Return what a document says.
   *
   * @param document the YAML text
   * @param folder the folder that the path of the values is relative to
   */
  public static SpecDocument of(YamlDocument document, Path folder) {
    return new SpecDocument(requireNonNull(document, "document"), requireNonNull(folder, "folder"));
  }

  /** Return the JSON schema (draft 2020-12) of the file format. */
  public static String jsonSchema() {
    // Asked by our own class, since the module does not open its resources to others.
    try (InputStream in = requireNonNull(SpecDocument.class.getResourceAsStream(SCHEMA))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA, e);
    }
  }

  /**
   * Return the text of a file that reads back to a spec. The same spec always gives the same text.
   *
   * @param spec the spec, its values relative to the folder of the file
   * @throws HotfixException with code {@code values-path-not-below} if the path of its values is
   *     absolute, leads upwards, or has names that other systems do not take
   */
  public static String toYaml(HotfixSpec spec) {
    return SpecWriter.write(spec);
  }

  /** Return the YAML text with its places. */
  public YamlDocument document() {
    return document;
  }

  /** Return the product as written, if it is there and one value. */
  public Optional<YamlScalar> product() {
    return scalars.get(SpecKey.PRODUCT);
  }

  /** Return the product version as written, if it is there and one value. */
  public Optional<YamlScalar> productVersion() {
    return scalars.get(SpecKey.PRODUCT_VERSION);
  }

  /** Return the date as written, if it is there and one value. */
  public Optional<YamlScalar> date() {
    return scalars.get(SpecKey.DATE);
  }

  /** Return the desc as written, if it is there and one value. */
  public Optional<YamlScalar> desc() {
    return scalars.get(SpecKey.DESC);
  }

  /** Return the addon group as written, if it is there and one value. */
  public Optional<YamlScalar> group() {
    return scalars.get(SpecKey.GROUP);
  }

  /** Return the path of the values as written, if it is there and one value. */
  public Optional<YamlScalar> values() {
    return scalars.get(SpecKey.VALUES);
  }

  /** Return the images as written, those that are one value each. */
  public List<YamlScalar> images() {
    return scalars.images();
  }

  /** Return what is wrong, in the order of the text: with YAML, structure, names and desc. */
  public List<Finding> findings() {
    return findings;
  }

  /** Return the spec; nothing if a finding is an error. */
  public Optional<HotfixSpec> spec() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? Optional.empty()
        : Optional.of(build());
  }

  private HotfixSpec build() {
    HotfixSpec.Builder builder = HotfixSpec.builder();
    product().ifPresent(text -> builder.product(Product.parse(text.value())));
    productVersion().ifPresent(text -> builder.productVersion(text.value()));
    date().ifPresent(text -> builder.date(text.value()));
    desc().ifPresent(text -> builder.desc(text.value()));
    group().ifPresent(text -> builder.group(text.value()));
    values().ifPresent(text -> builder.values(folder.resolve(text.value())));
    images().forEach(text -> builder.image(text.value()));
    return builder.build();
  }
}
