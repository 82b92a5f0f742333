package io.caicloud.hotfix.rules;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.spec.NamingRules;
import java.util.Locale;
import java.util.Optional;

/**
 * One text that is to become a name of a hotfix, for tools that ask before anything is written.
 * Findings name the kind instead of a file.
 *
 * @param kind what it is to be
 * @param text the text
 */
public record NameToCheck(Kind kind, String text) {

  /** What a text may be. */
  public enum Kind {
    /** Why a hotfix is made, such as {@code bug211}. */
    DESC,
    /** The file name of a package. */
    PACKAGE,
    /** The package folder in a release tree. */
    FOLDER,
    /** A product version, such as {@code 2.7.2}. */
    PRODUCT_VERSION,
    /** The date of a hotfix, such as {@code 20181123}. */
    DATE,
    /** The name of an addon. */
    ADDON,
    /** The version of a hotfix, which is an image tag. */
    VERSION,
    /** An image as values name it. */
    IMAGE;

    /** Return the word for it, such as {@code product-version}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Refuses null. */
  public NameToCheck {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /**
   * Return a text that is to become a desc.
   *
   * @param text such as {@code bug211}
   */
  public static NameToCheck desc(String text) {
    return new NameToCheck(Kind.DESC, text);
  }

  /**
   * Return a text that is to become an image of values.
   *
   * @param text such as <code>[[ registry_release ]]/console-web:v3.3.2</code>
   */
  public static NameToCheck image(String text) {
    return new NameToCheck(Kind.IMAGE, text);
  }

  /** Return the place of the text: its kind for a file, and all of its only line. */
  Location place() {
    boolean line = !text.isEmpty() && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    int end = line ? text.codePointCount(0, text.length()) + 1 : 1;
    return Location.of(kind.word(), new TextRange(1, 1, 1, end));
  }

  /** Return what is wrong with it, as far as the form of names alone says. */
  Optional<Finding> found() {
    Location place = place();
    return switch (kind) {
      case DESC -> NamingRules.desc(place, text);
      case PACKAGE -> NamingRules.packageName(place, text);
      case FOLDER -> NamingRules.packageFolder(place, text);
      case PRODUCT_VERSION -> NamingRules.productVersion(place, text);
      case DATE -> NamingRules.hotfixDate(place, text);
      case ADDON -> NamingRules.addonName(place, text);
      case VERSION -> NamingRules.versionForm(place, text);
      case IMAGE -> Optional.empty();
    };
  }
}
