package io.caicloud.hotfix.examples.cli;

import java.util.Locale;

/** The languages of all texts. */
enum Language {
  ZH(Locale.CHINESE),
  EN(Locale.ENGLISH);

  private static final String OPTION = "--lang";

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /**
   * Find the language before the command line is parsed, since usage texts are in it too: what
   * {@code --lang} says, else what the system's locale is nearest to.
   */
  static Locale of(String[] args, Locale system) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return named(args[i + 1]).locale;
      }
      if (args[i].startsWith(OPTION + "=")) {
        return named(args[i].substring(OPTION.length() + 1)).locale;
      }
    }
    return named(system.getLanguage()).locale;
  }

  private static Language named(String name) {
    return name.equalsIgnoreCase(ZH.name()) ? ZH : EN;
  }
}
