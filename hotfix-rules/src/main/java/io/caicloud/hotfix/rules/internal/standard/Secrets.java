package io.caicloud.hotfix.rules.internal.standard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells texts that are secrets from texts that only speak of them. In doubt they are not: {@code
 * TOKEN_TTL: 3600}, {@code passwordFile: /etc/p} and {@code password: required} are none.
 */
final class Secrets {

  /** What is longer is no password, and would keep the patterns busy. */
  private static final int LONGEST = 200;

  /** One of these is in every name that the patterns below take: most names end here. */
  private static final List<String> HINTS = List.of("pass", "pwd", "token", "key", "secret");

  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern PASSWORD = Pattern.compile("(.*_)?(password|passwd|passphrase|pwd)");
  private static final Pattern KEY =
      Pattern.compile("(.*_)?(token|(api|access|private|secret|auth)_?key|(client|app)_?secret)");

  /** Random keys mix letters and digits; names of keys, headers and files rarely do. */
  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[0-9].*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_.-]{12,}");

  private static final Pattern WORD =
      Pattern.compile(
          "(?i)true|false|yes|no|null|none|nil|required|optional|string|text|md5|plain"
              + "|.*(password|passwd|pwd)|[*x]+|~");

  /** A value that is taken from elsewhere, or a structure. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?s)[/.&|{\\[<!%>].*|.*(\\[\\[|\\{\\{|\\$|\\s|[^\\x21-\\x7E]).*");

  private static final Pattern LINE =
      Pattern.compile(
          "[ \\t]*(?:- )?[\"']?([A-Za-z][A-Za-z0-9_.-]*)[\"']?[ \\t]*[:=][ \\t]*"
              + "([\"']?)([^\"'\\r\\n]+?)\\2,?[ \\t\\r]*");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z]+ )?PRIVATE KEY-----");

  private Secrets() {}

  /** Return whether a value under a name is a secret. */
  static boolean isSecret(String name, String value) {
    boolean fits = value.length() <= LONGEST && name.length() <= LONGEST;
    if (!fits || value.isBlank() || !hints(name) || ELSEWHERE.matcher(value).matches()) {
      return false;
    }
    String words = CAMEL.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    String key = words.replace('-', '_').replace('.', '_');
    return PASSWORD.matcher(key).matches()
        ? !WORD.matcher(value).matches()
        : KEY.matcher(key).matches() && RANDOM.matcher(value).matches();
  }

  private static boolean hints(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String hint : HINTS) {
      if (lower.contains(hint)) {
        return true;
      }
    }
    return false;
  }

  /** Return where in a text, such as a file of a config, the first secret begins. */
  static OptionalInt find(String text) {
    // Most texts end here, before any pattern.
    if (!hints(text)) {
      return OptionalInt.empty();
    }
    Matcher key = PRIVATE_KEY.matcher(text);
    if (key.find()) {
      return OptionalInt.of(key.start());
    }
    Matcher line = LINE.matcher(text);
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      boolean fits = end - start <= LONGEST;
      if (fits && line.region(start, end).matches() && isSecret(line.group(1), line.group(3))) {
        return OptionalInt.of(line.start(1));
      }
      start = end + 1;
    }
    return OptionalInt.empty();
  }

  /** Return the text that base64 stands for, if it is one. */
  static Optional<String> decode(String base64) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(base64);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
