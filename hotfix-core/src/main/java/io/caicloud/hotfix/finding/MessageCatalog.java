package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one module, as a resource bundle for English and one for Chinese.
 *
 * <p>A text names its arguments as <code>{0}</code>, <code>{1}</code>, …; there is no other syntax,
 * so apostrophes need no care and numbers print the same everywhere. Control characters in
 * arguments are printed escaped, because file names and remote texts are hostile to terminals. Safe
 * to share between threads.
 */
public final class MessageCatalog {

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)\\}");

  private final Function<Locale, ResourceBundle> bundles;
  private final Map<Locale, ResourceBundle> loaded = new ConcurrentHashMap<>();

  private MessageCatalog(Function<Locale, ResourceBundle> bundles) {
    this.bundles = bundles;
  }

  /**
   * Return a catalog over resource bundles. The function is called in the caller's module, so that
   * it may load a bundle which the module does not open.
   *
   * @param bundles gives the bundle for {@link Locale#ENGLISH} and for {@link Locale#CHINESE}; both
   *     must be there
   */
  public static MessageCatalog of(Function<Locale, ResourceBundle> bundles) {
    return new MessageCatalog(requireNonNull(bundles, "bundles"));
  }

  /**
   * Return the message of a key with its arguments filled in.
   *
   * @param key the key, in both bundles
   * @param arguments what the places stand for, printed with {@code toString}; a {@link Message} in
   *     the language of the text around it
   * @throws java.util.MissingResourceException if a bundle lacks the key
   */
  public Message message(String key, Object... arguments) {
    return Message.of(text(key, arguments, Locale.ENGLISH), text(key, arguments, Locale.CHINESE));
  }

  private String text(String key, Object[] arguments, Locale language) {
    Object[] translated = arguments.clone();
    for (int i = 0; i < translated.length; i++) {
      if (translated[i] instanceof Message nested) {
        translated[i] = nested.text(language);
      }
    }
    return fill(bundle(language).getString(key), translated);
  }

  private ResourceBundle bundle(Locale language) {
    return loaded.computeIfAbsent(language, bundles);
  }

  private static String fill(String pattern, Object[] arguments) {
    Matcher matcher = ARGUMENT.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      int index = Integer.parseInt(matcher.group(1));
      if (index >= arguments.length) {
        throw new IllegalArgumentException("no argument {" + index + "} for: " + pattern);
      }
      matcher.appendReplacement(
          text, Matcher.quoteReplacement(Printable.escape(String.valueOf(arguments[index]))));
    }
    return matcher.appendTail(text).toString();
  }
}
