package io.caicloud.hotfix.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a package name without its suffix apart. */
final class PackageNameReader {

  private static final Pattern STEM = Pattern.compile("([a-z0-9-]+?)-hotfixes-(.+)");
  private static final Pattern LEADING_DESC = Pattern.compile("((?:feat|bug)[1-9]\\d{0,8})-(.+)");
  private static final Pattern TOOL = Pattern.compile("([0-9.]+)-(\\d{8})-(.+)");

  private final String stem;
  private final Optional<HotfixVersion> known;

  PackageNameReader(String stem, Optional<HotfixVersion> known) {
    this.stem = stem;
    this.known = known;
  }

  /** Return the parts, or nothing if the name has no form that is known. */
  Optional<PackageNameParts> read() {
    Matcher matcher = STEM.matcher(stem);
    if (!matcher.matches() || !Product.isValid(matcher.group(1))) {
      return Optional.empty();
    }
    Product product = Product.parse(matcher.group(1));
    String rest = matcher.group(2);
    Matcher desc = LEADING_DESC.matcher(rest);
    if (desc.matches()) {
      return cut(desc.group(2)).map(cut -> parts(product, HotfixDesc.parse(desc.group(1)), cut));
    }
    return tool(product, rest).or(() -> withoutDesc(product, rest));
  }

  private static PackageNameParts parts(Product product, HotfixDesc desc, NameCut cut) {
    PackageForm form = cut.date() == null ? PackageForm.UNDATED : PackageForm.DATED;
    return new PackageNameParts(form, product, null, desc, cut.addon(), cut.date(), cut.version());
  }

  private static Optional<PackageNameParts> tool(Product product, String rest) {
    Matcher matcher = TOOL.matcher(rest);
    if (!matcher.matches()
        || !ProductVersion.isValid(matcher.group(1))
        || !AddonName.isValid(matcher.group(3))) {
      return Optional.empty();
    }
    ProductVersion version = ProductVersion.parse(matcher.group(1));
    AddonName addon = AddonName.parse(matcher.group(3));
    return HotfixDate.find(matcher.group(2))
        .map(
            date ->
                new PackageNameParts(PackageForm.TOOL, product, version, null, addon, date, null));
  }

  private Optional<PackageNameParts> withoutDesc(Product product, String rest) {
    return FolderCut.of(rest, known)
        .map(
            cut ->
                new PackageNameParts(
                    PackageForm.WITHOUT_DESC,
                    product,
                    null,
                    cut.suffix().desc(),
                    cut.name().addon(),
                    cut.name().date(),
                    cut.name().version()));
  }

  private Optional<NameCut> cut(String text) {
    return known
        .flatMap(version -> NameCut.before(text, version))
        .or(() -> NameCut.dated(text))
        .or(() -> NameCut.undated(text));
  }
}
