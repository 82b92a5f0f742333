package io.caicloud.hotfix.rules.internal.schema;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.yaml.ReadingRules;
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
  private final boolean packed;
  private @Nullable List<Mistake> mistakes;

  private SchemaReview(YamlDocument document, List<Finding> found, boolean packed) {
    this.document = document;
    this.found = List.copyOf(found);
    this.packed = packed;
  }

  /**
   * Return the review of values.
   *
   * @param document the document with the values
   * @param packed whether they belong to a hotfix, whose namespace has a rule of its own
   */
  public static SchemaReview of(YamlDocument document, boolean packed) {
    return new SchemaReview(document, List.of(), packed);
  }

  /**
   * Return the review of a specification file, whose schema was applied when it was read.
   *
   * @param spec the file
   */
  public static SchemaReview of(SpecDocument spec) {
    SchemaReview review = new SchemaReview(spec.document(), spec.findings(), false);
    review.mistakes = List.of();
    return review;
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
      found = ValuesSchema.mistakes(document).stream().filter(this::isNew).toList();
      mistakes = found;
    }
    return found;
  }

  /** Return whether no other rule says the same of the same place. */
  private boolean isNew(Mistake mistake) {
    boolean namespace =
        mistake.kind() == Mistake.Kind.AUTHORING && mistake.expected().equals(List.of("namespace"));
    return !(packed && namespace)
        && document.findings().stream().noneMatch(f -> covers(f, mistake) || mergesAt(f, mistake));
  }

  /** A merge key is no key; its alias may stand behind it. */
  private static boolean mergesAt(Finding reading, Mistake mistake) {
    TextRange range = mistake.location().range();
    TextRange other = reading.location().range();
    return mistake.wrong().equals("<<")
        && reading.rule().equals(ReadingRules.ALIAS)
        && range != null
        && other != null
        && other.line() == range.line();
  }

  /** What stands for a value that could not be read is no mistake of its own. */
  private static boolean covers(Finding reading, Mistake mistake) {
    TextRange range = mistake.location().range();
    return range != null
        && reading.severity() == Severity.ERROR
        && range.equals(reading.location().range());
  }
}
