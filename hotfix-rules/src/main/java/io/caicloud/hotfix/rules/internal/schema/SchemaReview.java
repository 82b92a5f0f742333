package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mistakes of one document against the schemas, found when first asked for and shared by the
 * rules that report them. For use in one thread.
 */
public final class SchemaReview {

  private final YamlDocument document;
  private @Nullable List<Mistake> mistakes;

  /**
   * Create a review.
   *
   * @param document what to review
   */
  public SchemaReview(YamlDocument document) {
    this.document = document;
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
