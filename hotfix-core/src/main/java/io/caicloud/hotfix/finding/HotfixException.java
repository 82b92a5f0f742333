package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something stopped the work: a file that cannot be read, an image that is missing, a store that
 * refused. The one exception family of the library, unchecked; {@link #code()} says which case it
 * is, and modules add their own. The text says what was tried, what stopped it and what to do; it
 * never holds secrets or file contents.
 */
public class HotfixException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Message text;

  /**
   * Create an exception without a cause.
   *
   * @param code lower-case words joined by hyphens, stable across releases
   * @param text what happened and what to do
   */
  public HotfixException(String code, Message text) {
    this(code, text, null);
  }

  /**
   * Create an exception.
   *
   * @param code lower-case words joined by hyphens, stable across releases
   * @param text what happened and what to do
   * @param cause what the platform or a library said, or null
   */
  public HotfixException(String code, Message text, @Nullable Throwable cause) {
    super(requireNonNull(text, "text").toString(), cause);
    this.code = requireNonNull(code, "code");
    this.text = text;
  }

  /** Return the stable name of the case, such as {@code image-missing}. */
  public final String code() {
    return code;
  }

  /**
   * Return the text in a language.
   *
   * @param locale the reader's locale
   */
  public final String message(Locale locale) {
    return text.text(locale);
  }
}
