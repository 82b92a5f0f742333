package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
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
    return find(text).orElseThrow(() -> Texts.invalid("invalid-date", text));
  }

  /** Return the day that eight digits name, or nothing if there is no such day. */
  static Optional<HotfixDate> find(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(4, 6));
    int day = Integer.parseInt(text.substring(6));
    boolean real = month >= 1 && month <= 12 && day >= 1;
    return real && day <= YearMonth.of(year, month).lengthOfMonth()
        ? Optional.of(new HotfixDate(LocalDate.of(year, month, day)))
        : Optional.empty();
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
