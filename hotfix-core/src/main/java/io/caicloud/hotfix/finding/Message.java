package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A text in English and Chinese. Immutable; equal when both texts are.
 *
 * <p>The library takes its own texts from a {@link MessageCatalog}; a rule of another team may
 * write both in place with {@link #of(String, String)}.
 */
public final class Message {

  private final String english;
  private final String chinese;

  private Message(String english, String chinese) {
    this.english = requireNonNull(english, "english");
    this.chinese = requireNonNull(chinese, "chinese");
  }

  /**
   * Return a message with these texts.
   *
   * @param english the English text
   * @param chinese the Chinese text
   */
  public static Message of(String english, String chinese) {
    return new Message(english, chinese);
  }

  /**
   * Return the text in a language: Chinese for every Chinese locale, English for all others.
   *
   * @param locale the reader's locale
   */
  public String text(Locale locale) {
    return isChinese(locale) ? chinese : english;
  }

  static boolean isChinese(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && english.equals(that.english)
        && chinese.equals(that.chinese);
  }

  @Override
  public int hashCode() {
    return 31 * english.hashCode() + chinese.hashCode();
  }

  /** Return the English text. */
  @Override
  public String toString() {
    return english;
  }
}
