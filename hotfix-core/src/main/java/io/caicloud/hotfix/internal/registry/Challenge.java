package io.caicloud.hotfix.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to authenticate that a server offers, per RFC 9110 section 11.6.1.
 *
 * @param scheme the scheme in lower case
 * @param parameters the parameters, by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern SEPARATOR = Pattern.compile("[ \t,]*");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(" + TOKEN + ")[ \t]*=[ \t]*(?:(" + TOKEN + ")|\"((?:[^\"\\\\]|\\\\.)*+)\")");

  /** A scheme, and what schemes such as Negotiate have in place of parameters. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "(" + TOKEN + ")(?:[ \t]+[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$)))?(?=[ \t,]|$)");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  /** Return all offers, in their order. What cannot be read ends its field. */
  static List<Challenge> parse(List<String> fields) {
    List<Challenge> all = new ArrayList<>();
    for (String field : fields) {
      parse(field, all);
    }
    return all;
  }

  private static void parse(String field, List<Challenge> all) {
    Map<String, String> parameters = new TreeMap<>();
    boolean begun = false;
    Matcher text = Pattern.compile("").matcher(field);
    int at = after(text, SEPARATOR, 0);
    while (at < field.length()) {
      if (begun && after(text, PARAMETER, at) >= 0) {
        String plain = text.group(2);
        String value = plain == null ? ESCAPE.matcher(text.group(3)).replaceAll("$1") : plain;
        parameters.putIfAbsent(text.group(1).toLowerCase(Locale.ROOT), value);
      } else if (after(text, SCHEME, at) >= 0) {
        parameters = new TreeMap<>();
        all.add(new Challenge(text.group(1).toLowerCase(Locale.ROOT), parameters));
        begun = true;
      } else {
        return;
      }
      at = after(text, SEPARATOR, text.end());
    }
  }

  /** Return where a pattern ends that starts at a position, or -1. */
  private static int after(Matcher text, Pattern pattern, int at) {
    text.usePattern(pattern).region(at, text.regionEnd());
    return text.lookingAt() ? text.end() : -1;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Return the first offer of a scheme. */
  static Optional<Challenge> first(List<Challenge> offers, String scheme) {
    return offers.stream().filter(each -> each.scheme.equals(scheme)).findFirst();
  }
}
