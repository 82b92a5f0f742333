package io.caicloud.hotfix.examples.cli;

import java.util.Locale;

/** Finds the language before the command line is parsed, since usage texts are in it too. */
final class Language {

  private static final String OPTION = "--lang";

  private Language() {}

  /**
   * Return Chinese or English: what {@code --lang} says, else what the system's locale is nearest
   * to.
   */
  static Locale of(String[] args, Locale system) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return named(args[i + 1]);
      }
      if (args[i].startsWith(OPTION + "=")) {
        return named(args[i].substring(OPTION.length() + 1));
      }
    }
    return named(system.getLanguage());
  }

  private static Locale named(String name) {
    return name.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
  }
}
