package io.caicloud.hotfix.release;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The name of an object in a release store: parts joined by slashes, such as {@code
 * platform/compass-v2.7.2/hotfixes/20181123/README.md}. At most {@value #MAX_BYTES} bytes in UTF-8;
 * no part is empty, {@code .} or {@code ..}; no backslash and no character that cannot be seen.
 * Chinese and blanks are fine. Keys sort by their bytes, as object stores list them.
 *
 * @param value the text itself
 */
public record StoreKey(String value) implements Comparable<StoreKey> {

  /** The greatest length in bytes (Aliyun OSS, "Object naming"). */
  public static final int MAX_BYTES = 1023;

  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  /**
   * Checks the form.
   *
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-store-key} if the
   *     text has another form
   */
  public StoreKey {
    int length = utf8Length(value);
    if (length < 1 || length > MAX_BYTES || hasBadCharacter(value) || hasBadPart(value)) {
      throw Texts.failure("invalid-store-key", shortened(value));
    }
  }

  /**
   * Return the key of a text.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-store-key} if it
   *     has another form
   */
  public static StoreKey of(String text) {
    return new StoreKey(text);
  }

  /** Return the last part, the name of the object in its folder. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Order by UTF-8 bytes. */
  @Override
  public int compareTo(StoreKey other) {
    return Arrays.compareUnsigned(
        value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
  }

  /** Return the text. */
  @Override
  public String toString() {
    return value;
  }

  /** Return the number of bytes, or -1 if half of a surrogate pair is missing. */
  private static int utf8Length(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return bytes.remaining();
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  private static boolean hasBadCharacter(String text) {
    return text.indexOf('\\') >= 0 || UNSEEN.matcher(text).find();
  }

  private static boolean hasBadPart(String text) {
    for (String part : text.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
