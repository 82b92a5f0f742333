package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mistakes of one document against the schemas, found when first asked for and shared by the
 * rules that report them. For use in one thread.
 */
public final class SchemaReview {

  private final YamlDocument document;
  private final List<Finding> found;
  private @Nullable List<Mistake> mistakes;

  private SchemaReview(
      YamlDocument document, List<Finding> found, @Nullable List<Mistake> mistakes) {
    this.document = document;
    this.found = List.copyOf(found);
    this.mistakes = mistakes;
  }

  /**
   * Return the review of values.
   *
   * @param document the document with the values
   */
  public static SchemaReview of(YamlDocument document) {
    return new SchemaReview(document, List.of(), null);
  }

  /**
   * Return the review of a specification file, whose schema was applied when it was read.
   *
   * @param spec the file
   */
  public static SchemaReview of(SpecDocument spec) {
    return new SchemaReview(spec.document(), spec.findings(), List.of());
  }

  /** Return what was found when the document was read, by any rule. */
  public List<Finding> found() {
    return found;
  }

  /** Return the document. */
  public YamlDocument document() {
    return document;
  }

  /** Return its mistakes. */
  public List<Mistake> mistakes() {
    List<Mistake> found = mistakes;
    if (found == null) {
      found = ValuesSchema.mistakes(document);
      mistakes = found;
    }
    return found;
  }
}
