package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules about names and desc, and the judgement of single texts that specification, release
 * tree and rule engine share.
 */
public final class NamingRules {

  /** A product version is three numbers. */
  public static final RuleId PRODUCT_VERSION = new RuleId("HF101", "product-version");

  /** A hotfix date is a real day in eight digits. */
  public static final RuleId HOTFIX_DATE = new RuleId("HF102", "hotfix-date");

  /** A package folder of the release tree has the form that the process document gives. */
  public static final RuleId PACKAGE_FOLDER_NAME = new RuleId("HF103", "package-folder-name");

  /** A desc is {@code feat<number>} or {@code bug<number>}. */
  public static final RuleId DESC_FORMAT = new RuleId("HF104", "desc-format");

  /** An addon name is a DNS label; names of folder and file agree with it. */
  public static final RuleId ADDON_NAME = new RuleId("HF106", "addon-name");

  /** A version has the form of an image tag. */
  public static final RuleId VERSION_FORM = new RuleId("HF107", "version-form");

  /** A package name reads back to what it was built from, and suits the installer. */
  public static final RuleId PACKAGE_NAME = new RuleId("HF108", "package-name");

  /** A path of the release tree has the shape that the process document gives. */
  public static final RuleId TREE_PATH = new RuleId("HF201", "tree-path");

  /** The tree of an OEM is called {@code oem-hotfixes}. */
  public static final RuleId OEM_FOLDER = new RuleId("HF205", "oem-folder");

  /** The folder of a namespace agrees with {@code _metadata.namespace}. */
  public static final RuleId NAMESPACE_FOLDER = new RuleId("HF206", "namespace-folder");

  private NamingRules() {}

  /**
   * Judge a text that should be a product version.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> productVersion(Location location, String text) {
    return ProductVersion.isValid(text)
        ? Optional.empty()
        : Optional.of(error(PRODUCT_VERSION, location, text));
  }

  /**
   * Judge a text that should be the date of a hotfix.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> hotfixDate(Location location, String text) {
    return HotfixDate.find(text).isPresent()
        ? Optional.empty()
        : Optional.of(error(HOTFIX_DATE, location, text));
  }

  /**
   * Judge a text that should be a desc. The way out names the desc that is most likely meant.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> desc(Location location, String text) {
    if (HotfixDesc.isValid(text)) {
      return Optional.empty();
    }
    Finding.Builder finding =
        Finding.error(DESC_FORMAT, location).message(Texts.message("HF104", text));
    return Optional.of(
        HotfixDesc.suggest(text)
            .map(
                meant ->
                    finding.remedy(Texts.message("HF104.suggestion", meant, meant.issue())).build())
            .orElseGet(() -> finding.remedy(Texts.message("HF104.remedy")).build()));
  }

  /**
   * Judge a text that should be an addon name.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> addonName(Location location, String text) {
    return AddonName.isValid(text)
        ? Optional.empty()
        : Optional.of(error(ADDON_NAME, location, text));
  }

  /**
   * Judge a text that should be the version of a hotfix.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> versionForm(Location location, String text) {
    return HotfixVersion.isValid(text)
        ? Optional.empty()
        : Optional.of(error(VERSION_FORM, location, text));
  }

  /**
   * Judge a text that should be the file name of a package.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> packageName(Location location, String text) {
    try {
      PackageName.parse(text);
      return Optional.empty();
    } catch (HotfixException e) {
      return Optional.of(error(PACKAGE_NAME, location, text));
    }
  }

  /**
   * Judge a text that should be the name of a package folder.
   *
   * @param location where it stands
   * @param text the text
   */
  public static Optional<Finding> packageFolder(Location location, String text) {
    try {
      PackageFolderName name = PackageFolderName.parse(text);
      return packageFolder(location, name, () -> name.standard().orElse(PackageFolderName.FORM));
    } catch (HotfixException e) {
      return Optional.of(error(PACKAGE_FOLDER_NAME, location, text));
    }
  }

  /**
   * Judge the name of a package folder.
   *
   * @param location where it stands
   * @param name the name
   * @param standard the name that it should have
   */
  public static Optional<Finding> packageFolder(
      Location location, PackageFolderName name, Supplier<String> standard) {
    if (name.misspelt()) {
      return Optional.of(
          worded(Finding.error(PACKAGE_FOLDER_NAME, location), "HF103.misspelt", name));
    }
    return name.isStandard()
        ? Optional.empty()
        : Optional.of(
            worded(
                Finding.warning(PACKAGE_FOLDER_NAME, location),
                "HF103.form",
                name,
                standard.get()));
  }

  private static Finding worded(Finding.Builder finding, String key, Object... arguments) {
    return finding
        .message(Texts.message(key, arguments))
        .remedy(Texts.message(key + ".remedy", arguments))
        .build();
  }

  /**
   * Return the finding that an OEM's tree is called {@code oem-hotfiexs}, as the process document
   * once had it.
   *
   * @param location where
   */
  public static Finding oemFolder(Location location) {
    return Finding.warning(OEM_FOLDER, location)
        .message(Texts.message("HF205", ReleasePath.OEM_MISSPELT))
        .remedy(Texts.message("HF205.remedy", ReleasePath.Root.OEM.folder()))
        .build();
  }

  private static Finding error(RuleId rule, Location location, String text) {
    return Finding.error(rule, location)
        .message(Texts.message(rule.code(), text))
        .remedy(Texts.message(rule.code() + ".remedy"))
        .build();
  }
}
