package io.caicloud.hotfix.spec;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image as values name it: a placeholder for the registry and project that each site has, a
 * repository and a tag, such as <code>[[ registry_release ]]/console-web:v3.3.2</code>. Ordered by
 * its parts.
 *
 * @param placeholder the variable's name, {@code registry_release} or {@code registry_library}
 * @param repository the repository below the project, of one or more parts joined by {@code /}
 * @param tag the tag
 */
public record ImageReference(String placeholder, String repository, String tag)
    implements Comparable<ImageReference> {

  /** The placeholder of our own images. */
  public static final String RELEASE = "registry_release";

  /** The placeholder of upstream images. */
  public static final String LIBRARY = "registry_library";

  private static final Pattern PLACEHOLDER = Pattern.compile(RELEASE + "|" + LIBRARY);
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+"
              + "(?:/[a-z0-9]++(?:(?:\\.|__|_|-++)[a-z0-9]++)*+)*+");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern TEXT = Pattern.compile("\\[\\[ (\\w+) \\]\\]/([^:]+):([^:/]+)");
  private static final Comparator<ImageReference> ORDER =
      Comparator.comparing(ImageReference::placeholder)
          .thenComparing(ImageReference::repository)
          .thenComparing(ImageReference::tag);

  /**
   * Checks the parts against the grammar of the distribution specification.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-image-reference}
   */
  public ImageReference {
    if (!isValid(placeholder, repository, tag)) {
      throw Texts.invalid(
          "invalid-image-reference", "[[ " + placeholder + " ]]/" + repository + ":" + tag);
    }
  }

  /**
   * Parse a text such as <code>[[ registry_release ]]/console-web:v3.3.2</code>.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-image-reference} if
   *     it has another form
   */
  public static ImageReference parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw Texts.invalid("invalid-image-reference", text);
    }
    return new ImageReference(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  static boolean isValid(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches() && isValid(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  private static boolean isValid(String placeholder, String repository, String tag) {
    return PLACEHOLDER.matcher(placeholder).matches()
        && repository.length() <= 255
        && REPOSITORY.matcher(repository).matches()
        && TAG.matcher(tag).matches();
  }

  /** Order by placeholder, repository and tag. */
  @Override
  public int compareTo(ImageReference other) {
    return ORDER.compare(this, other);
  }

  /** Return the text as values write it. */
  @Override
  public String toString() {
    return "[[ " + placeholder + " ]]/" + repository + ":" + tag;
  }
}
