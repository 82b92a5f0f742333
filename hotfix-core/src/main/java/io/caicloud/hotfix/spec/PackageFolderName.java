package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a hotfix's folder in the release tree, such as {@code
 * compass-hotfixes-console-web-v3.3.2-fix-211} (process document, section "发起 pull request").
 *
 * <p>One form is built; whatever people wrote is read: with the desc in front, with an issue of
 * another tracker, with a date, with nothing behind, without product. Parts that a name does not
 * have are empty. What it says of addon and version is a claim: the values decide. Immutable, safe
 * to share between threads; equal when text and parts are.
 */
public final class PackageFolderName {

  /** The form that the process document gives. */
  public static final String FORM = "<product>-hotfixes-<addon>-<VERSION>-(fix|feat)-<issue>";

  private static final Pattern MARKED =
      Pattern.compile("([a-z0-9-]+?)-(hotfixes|hotfix[a-z]{0,4})-(.+)");
  private static final Pattern LEADING_DESC = Pattern.compile("((?:feat|bug)[1-9]\\d{0,8})-(.+)");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  private final String text;
  private final @Nullable Product product;
  private final boolean misspelt;
  private final @Nullable HotfixDesc leadingDesc;
  private final FolderCut.Suffix suffix;
  private final @Nullable AddonName addon;
  private final @Nullable HotfixDate date;
  private final @Nullable HotfixVersion version;

  private PackageFolderName(String text, Optional<HotfixVersion> known) {
    this.text = text;
    Matcher front = LEADING_DESC.matcher(text);
    String body = front.matches() ? front.group(2) : text;
    Matcher marked = MARKED.matcher(body);
    boolean hasMark = marked.matches() && Product.isValid(marked.group(1));
    this.product = hasMark ? Product.parse(marked.group(1)) : null;
    this.misspelt = hasMark && !marked.group(2).equals("hotfixes");
    String rest = hasMark ? marked.group(3) : body;
    Matcher inside = LEADING_DESC.matcher(rest);
    String name = inside.matches() ? inside.group(2) : rest;
    Matcher leading = front.matches() ? front : inside;
    this.leadingDesc = leading.matches() ? HotfixDesc.parse(leading.group(1)) : null;
    Optional<FolderCut> cut =
        FolderCut.of(name, known).filter(found -> isPlausible(found.name(), known));
    this.suffix = cut.map(FolderCut::suffix).orElseGet(() -> FolderCut.suffix(name));
    this.addon = cut.map(found -> found.name().addon()).orElseGet(() -> addonAlone(name));
    this.date = cut.map(found -> found.name().date()).orElse(null);
    this.version = cut.map(found -> found.name().version()).orElse(null);
  }

  /** A word without digits is rather the end of the addon's name than a version. */
  private static boolean isPlausible(NameCut cut, Optional<HotfixVersion> known) {
    return known.filter(cut.version()::equals).isPresent()
        || DIGIT.matcher(cut.version().value()).find();
  }

  private static @Nullable AddonName addonAlone(String name) {
    String stem = FolderCut.stem(name);
    return AddonName.isValid(stem) ? new AddonName(stem) : null;
  }

  /**
   * Return the name in the form of the process document: {@code
   * <product>-hotfixes-<addon>-<VERSION>-(fix|feat)-<issue>}.
   *
   * @param product the product
   * @param addon the addon
   * @param version the version of the hotfix
   * @param desc why it is made; a bug is a fix here
   */
  public static PackageFolderName of(
      Product product, AddonName addon, HotfixVersion version, HotfixDesc desc) {
    String kind = desc.kind() == HotfixDesc.Kind.BUG ? "fix" : desc.kind().prefix();
    return parse(
        product.prefix() + "-" + addon + "-" + version + "-" + kind + "-" + desc.number(), version);
  }

  /**
   * Parse a name. Where addon and version meet is a guess; {@link #parse(String, HotfixVersion)}
   * does not guess.
   *
   * @param text the folder's name
   * @throws HotfixException with code {@code invalid-package-folder} if it is blank, a path, has
   *     more than 255 bytes, or holds control characters
   */
  public static PackageFolderName parse(String text) {
    return parse(requireNonNull(text, "text"), Optional.empty());
  }

  /**
   * Parse a name with a version that is known from elsewhere: where the name holds it, the name is
   * cut there. Where it does not, as {@link #parse(String)}; {@link #version()} then differs from
   * the one that is known.
   *
   * @param text the folder's name
   * @param known the version, such as that of {@code _metadata}
   * @throws HotfixException as {@link #parse(String)}
   */
  public static PackageFolderName parse(String text, HotfixVersion known) {
    return parse(requireNonNull(text, "text"), Optional.of(known));
  }

  private static PackageFolderName parse(String text, Optional<HotfixVersion> known) {
    if (!PathPart.isValid(text)) {
      throw Texts.invalid("invalid-package-folder", text);
    }
    return new PackageFolderName(text, known);
  }

  /** Return this name in the form that it should have; nothing if it lacks a part of that. */
  Optional<String> standard() {
    Optional<HotfixDesc> why = desc();
    return addon == null || version == null || why.isEmpty()
        ? Optional.empty()
        : Optional.of(of(product().orElse(Product.COMPASS), addon, version, why.get()).toString());
  }

  /** Return whether a folder's name looks like that of a package rather than of a group. */
  static boolean looksLikeOne(String text) {
    return MARKED.matcher(text).matches()
        || LEADING_DESC.matcher(text).matches()
        || !FolderCut.suffix(text).equals(FolderCut.Suffix.NONE);
  }

  /** Return the product, if the name begins with {@code <product>-hotfixes}. */
  public Optional<Product> product() {
    return Optional.ofNullable(product);
  }

  /**
   * Return whether {@code hotfixes} is misspelt, such as {@code hotfixea} or {@code hotfix}. The
   * installer skips packages named so.
   */
  public boolean misspelt() {
    return misspelt;
  }

  /** Return why the hotfix was made, if the name says so, in front or behind. */
  public Optional<HotfixDesc> desc() {
    return leadingDesc().or(this::trailingDesc);
  }

  /** Return the desc in front of the addon, such as {@code bug345}. */
  public Optional<HotfixDesc> leadingDesc() {
    return Optional.ofNullable(leadingDesc);
  }

  /** Return what {@code -fix-<number>} or {@code -feat-<number>} at the end says. */
  public Optional<HotfixDesc> trailingDesc() {
    return Optional.ofNullable(suffix.desc());
  }

  /** Return the issue at the end that belongs to another tracker, such as {@code cps361}. */
  public Optional<String> otherIssue() {
    return Optional.ofNullable(suffix.otherIssue());
  }

  /** Return the addon as the name has it. */
  public Optional<AddonName> addon() {
    return Optional.ofNullable(addon);
  }

  /** Return the date, if the name has one. */
  public Optional<HotfixDate> date() {
    return Optional.ofNullable(date);
  }

  /** Return the version as the name has it. */
  public Optional<HotfixVersion> version() {
    return Optional.ofNullable(version);
  }

  /** Return whether the name has the form that {@link #of} builds. */
  public boolean isStandard() {
    return product != null
        && addon != null
        && version != null
        && suffix.desc() != null
        && text.equals(of(product, addon, version, suffix.desc()).text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackageFolderName that
        && text.equals(that.text)
        && Objects.equals(addon, that.addon)
        && Objects.equals(version, that.version)
        && suffix.equals(that.suffix);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Return the name. */
  @Override
  public String toString() {
    return text;
  }
}
