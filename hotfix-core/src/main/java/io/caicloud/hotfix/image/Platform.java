package io.caicloud.hotfix.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operating system and processor an image is for, in the words of Go's {@code GOOS} and {@code
 * GOARCH}.
 *
 * @param os the operating system
 * @param architecture the processor
 * @param variant the processor's variant, such as {@code v8}, or null
 */
public record Platform(String os, String architecture, @Nullable String variant) {

  /** What Compass runs on, and the default everywhere. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", null);

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]+)/([a-z0-9_]+)(?:/([a-z0-9_.]+))?");

  /**
   * Parse a text such as {@code linux/arm64} or {@code linux/arm/v7}.
   *
   * @param text the text
   * @throws IllegalArgumentException if it has another form
   */
  public static Platform parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a platform is os/architecture[/variant], but got " + text);
    }
    return new Platform(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  /** Return the form with slashes. */
  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
