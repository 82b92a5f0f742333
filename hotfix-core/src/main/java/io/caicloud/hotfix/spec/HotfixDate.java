package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The date of a hotfix: its folder in the release tree and in the store.
 *
 * @param value the day
 */
public record HotfixDate(LocalDate value) implements Comparable<HotfixDate> {

  private static final Pattern FORM = Pattern.compile("[12]\\d{7}");

  /** Checks that it is there. */
  public HotfixDate {
    requireNonNull(value, "value");
  }

  /**
   * Parse a real calendar day in eight digits, such as {@code 20181123}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-date} if it is
   *     another
   */
  public static HotfixDate parse(String text) {
    if (FORM.matcher(text).matches()) {
      try {
        return new HotfixDate(
            LocalDate.of(
                Integer.parseInt(text.substring(0, 4)),
                Integer.parseInt(text.substring(4, 6)),
                Integer.parseInt(text.substring(6))));
      } catch (DateTimeException e) {
        // No such day: the same answer as for any other text.
      }
    }
    throw Texts.invalid("invalid-date", text);
  }

  /** Order by day. */
  @Override
  public int compareTo(HotfixDate other) {
    return value.compareTo(other.value);
  }

  /** Return the eight digits. */
  @Override
  public String toString() {
    return value.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
