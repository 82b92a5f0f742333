package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.yaml.YamlScalar.Style;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds plain scalars that the site, which reads YAML 1.1, takes for something else than we do, and
 * numbers that do not come back as they are written.
 */
final class Dialect {

  private static final long EXACT_IN_DOUBLE = 1L << 53;
  private static final int DIGITS_IN_DOUBLE = 15;
  private static final int LONGEST_BOOLEAN = 3;
  private static final Set<String> BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
          "OFF");

  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_]+");
  private static final Pattern UNDERSCORE =
      Pattern.compile(
          "(?=[^_]*_)([-+]?0x[0-9a-fA-F_]++"
              + "|[-+]?[0-9][0-9_]*+(\\.[0-9_]*+)?([eE][-+]?[0-9]++)?)");
  private static final Pattern PREFIX = Pattern.compile("[-+]?0b[01_]++|0o[0-7]++");
  private static final Pattern BASE_60 =
      Pattern.compile(
          "[-+]?[1-9][0-9_]*+(:[0-5]?[0-9]){1,8}+"
              + "|[-+]?[0-9][0-9_]*+(:[0-5]?[0-9]){1,8}+\\.[0-9_]*+");
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]++)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
              + "(\\.[0-9]*+)?([ \\t]*+(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?");
  private static final Pattern EXPONENT =
      Pattern.compile("[-+]?([0-9]++[eE][-+]?[0-9]++|[0-9]*+\\.[0-9]*+[eE][0-9]++)");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern TRAILING_ZERO = Pattern.compile("[-+]?[0-9]*+\\.[0-9]*0");
  private static final Pattern QUANTITY = Pattern.compile(".*/(requests|limits)/[^/]*");

  private final String file;
  private final SourceText source;
  private final FindingLog log;

  Dialect(String file, SourceText source, FindingLog log) {
    this.file = file;
    this.source = source;
    this.log = log;
  }

  void check(YamlScalar scalar) {
    if (scalar.style() != Style.PLAIN || scalar.value().isEmpty()) {
      return;
    }
    String key = difference(scalar);
    if (key != null) {
      report(scalar, key);
    }
  }

  private static @Nullable String difference(YamlScalar scalar) {
    String text = scalar.value();
    char first = text.charAt(0);
    if (Character.isLetter(first)) {
      boolean old = text.length() <= LONGEST_BOOLEAN && BOOLEANS.contains(text);
      return old ? "dialect-boolean" : null;
    }
    boolean numeric =
        (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    return numeric ? numberDifference(text, scalar) : null;
  }

  private static @Nullable String numberDifference(String text, YamlScalar scalar) {
    if (CoreSchema.isDigits(text) && text.length() <= DIGITS_IN_DOUBLE) {
      return text.length() > 1 && text.charAt(0) == '0' ? "dialect-leading-zero" : null;
    }
    if (LEADING_ZERO.matcher(text).matches()) {
      return "dialect-leading-zero";
    }
    if (isOtherNumber(text)) {
      return "dialect-number";
    }
    if (text.indexOf(':') > 0 && BASE_60.matcher(text).matches()) {
      return "dialect-base-60";
    }
    if (text.indexOf('-', 1) > 0 && TIME.matcher(text).matches()) {
      return "dialect-time";
    }
    if (text.indexOf('.') >= 0 && INFINITE.matcher(text).matches()) {
      return "dialect-infinite";
    }
    return losesDigits(text, scalar) ? "dialect-digits" : null;
  }

  private static boolean isOtherNumber(String text) {
    return (text.indexOf('_') > 0 && UNDERSCORE.matcher(text).matches())
        || (text.indexOf('0') >= 0 && PREFIX.matcher(text).matches())
        || EXPONENT.matcher(text).matches();
  }

  private static boolean losesDigits(String text, YamlScalar scalar) {
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    if (scalar.type() == YamlScalar.Type.FLOAT) {
      return digits > DIGITS_IN_DOUBLE
          || (TRAILING_ZERO.matcher(text).matches()
              && !QUANTITY.matcher(scalar.pointer()).matches());
    }
    return scalar.type() == YamlScalar.Type.INTEGER
        && digits > DIGITS_IN_DOUBLE
        && (text.length() > DIGITS_IN_DOUBLE + 2 || Math.abs(Long.decode(text)) > EXACT_IN_DOUBLE);
  }

  private void report(YamlScalar scalar, String key) {
    String quoted = "'" + scalar.value() + "'";
    int offset = source.byteOffset(source.start(scalar.range()));
    int length = source.byteOffset(source.end(scalar.range())) - offset;
    log.warning(
        ReadingRules.YAML_DIALECT,
        new Location(file, scalar.range(), scalar.pointer()),
        finding ->
            finding
                .message(Texts.message(key, Excerpt.of(scalar.value())))
                .remedy(Texts.message(key + "-remedy", Excerpt.of(quoted)))
                .fix(
                    new Fix(
                        Texts.message("dialect-fix"),
                        List.of(new TextEdit(offset, length, quoted)),
                        false)));
  }
}
