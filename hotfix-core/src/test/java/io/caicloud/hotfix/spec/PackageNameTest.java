package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageNameTest {

  private static final int SPECS = 100_000;
  private static final String ADDON = "abcdefghijklmnopqrstuvwxyz0123456789-";
  private static final String VERSION = ADDON + "ABCDEFGHIJKLMNOPQRSTUVWXYZ_.";

  @Test
  void builds_the_dated_form() {
    PackageName name = PackageName.of(consoleWeb("v3.3.2"), PackageNaming.DATED);

    assertThat(name).hasToString("compass-hotfixes-bug211-console-web-20181123-v3.3.2.tar.gz");
    assertThat(name.topFolder()).isEqualTo("compass-hotfixes-bug211-console-web-20181123-v3.3.2");
    assertThat(name.form()).isEqualTo(PackageForm.DATED);
  }

  @Test
  void builds_the_undated_form() {
    PackageName name = PackageName.of(consoleWeb("v3.3.2"), PackageNaming.UNDATED);

    assertThat(name).hasToString("compass-hotfixes-bug211-console-web-v3.3.2.tar.gz");
    assertThat(name.date()).isEmpty();
    assertThat(name.form()).isEqualTo(PackageForm.UNDATED);
  }

  @ParameterizedTest
  @CsvSource({
    "compass-hotfixes-bug211-console-web-20181123-v3.3.2, DATED, bug211, console-web, 20181123,"
        + " v3.3.2",
    "compass-hotfixes-feat714-console-web-v3.3.2-rc.1, UNDATED, feat714, console-web,, v3.3.2-rc.1",
    "compass-hotfixes-bug1-api-v2-gateway-v1.2.3, UNDATED, bug1, api-v2-gateway,, v1.2.3",
    "compass-hotfixes-bug1-build-20181301-v1.0, UNDATED, bug1, build-20181301,, v1.0",
    "compass-hotfixes-bug1-portal-v3-rc1, UNDATED, bug1, portal,, v3-rc1",
    "compass-hotfixes-bug1-edge-10-alpine, UNDATED, bug1, edge,, 10-alpine",
    "compass-hotfixes-2.7.2-20181123-console-web-web, TOOL,, console-web-web, 20181123,",
    "compass-hotfixes-console-web-v3.3.2-fix-211, WITHOUT_DESC, bug211, console-web,, v3.3.2",
    "compass-hotfixes-console-web-v3.3.2-feat-714, WITHOUT_DESC, feat714, console-web,, v3.3.2",
    "compass-hotfixes-console-web-v3.3.2, WITHOUT_DESC,, console-web,, v3.3.2",
    "compass-hotfixes-console-web-20181123-v3.3.2, WITHOUT_DESC,, console-web, 20181123, v3.3.2",
    "compass-hotfixes-console-web-v3.3.2-20181123, WITHOUT_DESC,, console-web, 20181123, v3.3.2",
    "compass-hotfixes-cluster-controller-v1.4.0-alpha.10-fix-965, WITHOUT_DESC, bug965,"
        + " cluster-controller,, v1.4.0-alpha.10",
    "other-product-hotfixes-bug1-x-20181123-1.0, DATED, bug1, x, 20181123, 1.0",
  })
  void reads_every_form(
      String stem, PackageForm form, String desc, String addon, String date, String version) {
    PackageName name = PackageName.parse(stem + ".tar.gz");

    assertThat(name.form()).isEqualTo(form);
    assertThat(name.desc().map(HotfixDesc::toString).orElse(null)).isEqualTo(desc);
    assertThat(name.addon()).hasToString(addon);
    assertThat(name.date().map(HotfixDate::toString).orElse(null)).isEqualTo(date);
    assertThat(name.version().map(HotfixVersion::toString).orElse(null)).isEqualTo(version);
  }

  @Test
  void reads_the_product_version_of_the_old_script() {
    PackageName name = PackageName.parse("compass-hotfixes-2.7.2-20181123-console-web.tar.gz");

    assertThat(name.productVersion()).contains(ProductVersion.parse("2.7.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "compass-hotfixes-cluster-admin-v1.1.1-fix-d1173bc4-docker, v1.1.1-fix-d1173bc4-docker,"
        + " cluster-admin",
    "compass-hotfixes-bug7-cluster-admin-release-v2.1.0, release-v2.1.0, cluster-admin",
    "compass-hotfixes-bug7-cluster-admin-20181123-clever1.2.0-rc1, clever1.2.0-rc1, cluster-admin",
    "compass-hotfixes-a-v1-fix-12, v1-fix-12, a",
    "compass-hotfixes-a-latest-fix-12, latest, a",
  })
  void cuts_at_a_version_that_is_known(String stem, String version, String addon) {
    PackageName name = PackageName.parse(stem + ".tar.gz", HotfixVersion.parse(version));

    assertThat(name.version()).contains(HotfixVersion.parse(version));
    assertThat(name.addon()).hasToString(addon);
  }

  @Test
  void falls_back_to_the_form_when_the_known_version_is_not_in_the_name() {
    PackageName name =
        PackageName.parse(
            "compass-hotfixes-bug1-console-web-v3.3.2.tar.gz", HotfixVersion.parse("v3.3.3"));

    assertThat(name.version()).contains(HotfixVersion.parse("v3.3.2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".tar.gz",
        "compass-hotfixes-.tar.gz",
        "compass-hotfixes-bug211.tar.gz",
        "compass-hotfixes-bug211-console-web.zip",
        "compass-hotfixes-bug211-console-web-v1.2.3.tar",
        "compass-hotfixea-bug211-console-web-v1.2.3.tar.gz",
        "compass-hotfix-bug211-console-web-v1.2.3.tar.gz",
        "bug211-console-web-v1.2.3.tar.gz",
        "compass-hotfixes-bug211-console web-v1.2.3.tar.gz",
        "compass-hotfixes-bug211-console:web-v1.2.3.tar.gz",
        "compass-hotfixes-bug211-console/web-v1.2.3.tar.gz",
        "compass-hotfixes-bug211-../web-v1.2.3.tar.gz",
        "../compass-hotfixes-bug211-web-v1.2.3.tar.gz",
        "compass-hotfixes-bug211-web-v1.2.3\n.tar.gz",
        "compass-hotfixes-bug211-web-v1.2.3\u202e.tar.gz",
      })
  void refuses_what_is_no_package_name(String text) {
    HotfixException e = refusal(() -> PackageName.parse(text));

    assertThat(e.code()).isEqualTo("invalid-package-name");
    assertThat(e.message(Locale.ENGLISH)).contains("is no package name", "compass-hotfixes-bug211");
    assertThat(e.message(Locale.CHINESE)).contains("不是安装包名", "compass-hotfixes-bug211");
  }

  @Test
  void refuses_a_name_that_no_file_system_takes() {
    String name = "compass-hotfixes-bug1-" + "a".repeat(63) + "-" + "1".repeat(170) + ".tar.gz";
    Product product = Product.parse("p".repeat(63));
    PackageParts parts =
        new PackageParts(
            product,
            HotfixDesc.parse("bug1"),
            AddonName.parse("a".repeat(63)),
            HotfixDate.parse("20181123"),
            HotfixVersion.parse("1".repeat(128)));

    assertThat(refusal(() -> PackageName.parse(name)).code()).isEqualTo("package-name-too-long");
    assertThat(refusal(() -> PackageName.of(parts, PackageNaming.DATED)).code())
        .isEqualTo("package-name-too-long");
  }

  @Test
  void refuses_to_build_what_would_be_read_as_something_else() {
    HotfixException e =
        refusal(() -> PackageName.of(consoleWeb("release-v2.1.0"), PackageNaming.UNDATED));

    assertThat(e.code()).isEqualTo("ambiguous-package-name");
    assertThat(e.message(Locale.ENGLISH))
        .contains("\"console-web-release\"", "\"v2.1.0\"", "choose the dated form");
    assertThat(e.message(Locale.CHINESE)).contains("“console-web-release”", "请使用带日期的命名");
  }

  @Test
  void refuses_an_undated_name_that_looks_dated() {
    assertThat(
            refusal(() -> PackageName.of(consoleWeb("v1-20180101-2"), PackageNaming.UNDATED))
                .code())
        .isEqualTo("ambiguous-package-name");
  }

  @Test
  void reads_back_what_it_builds_and_refuses_at_most_one_in_a_hundred(TestReporter reporter) {
    Random random = new Random(20181123);
    int dated = 0;
    int undated = 0;
    for (int i = 0; i < SPECS; i++) {
      PackageParts parts = randomParts(random);
      dated += readsBack(parts, PackageNaming.DATED) ? 0 : 1;
      undated += readsBack(parts, PackageNaming.UNDATED) ? 0 : 1;
    }
    reporter.publishEntry("refused of " + SPECS, "dated " + dated + ", undated " + undated);

    assertThat(dated).isZero();
    assertThat(dated + undated).isLessThanOrEqualTo(2 * SPECS / 100);
  }

  /** Return false if the name was refused as ambiguous; fail if it reads back to other parts. */
  private static boolean readsBack(PackageParts parts, PackageNaming naming) {
    PackageName built;
    try {
      built = PackageName.of(parts, naming);
    } catch (HotfixException e) {
      assertThat(e.code()).isEqualTo("ambiguous-package-name");
      return false;
    }
    PackageName read = PackageName.parse(built.fileName());
    assertThat(read).isEqualTo(built);
    assertThat(read.form().name()).isEqualTo(naming.name());
    assertThat(read.product()).isEqualTo(parts.product());
    assertThat(read.desc()).contains(parts.desc());
    assertThat(read.addon()).isEqualTo(parts.addon());
    assertThat(read.version()).contains(parts.version());
    if (naming == PackageNaming.DATED) {
      assertThat(read.date()).contains(parts.date());
    }
    return true;
  }

  private static PackageParts randomParts(Random random) {
    HotfixDesc.Kind kind = random.nextBoolean() ? HotfixDesc.Kind.BUG : HotfixDesc.Kind.FEATURE;
    return new PackageParts(
        Product.COMPASS,
        new HotfixDesc(kind, 1 + random.nextInt(random.nextBoolean() ? 1_000 : 999_999_999)),
        randomAddon(random),
        new HotfixDate(LocalDate.of(2018, 1, 1).plusDays(random.nextInt(20_000))),
        randomVersion(random));
  }

  private static AddonName randomAddon(Random random) {
    while (true) {
      String text = text(random, ADDON, 63);
      if (!text.startsWith("-") && !text.endsWith("-")) {
        return AddonName.parse(text);
      }
    }
  }

  private static HotfixVersion randomVersion(Random random) {
    while (true) {
      String text = text(random, VERSION, 128);
      if (!text.startsWith("-") && !text.startsWith(".")) {
        return HotfixVersion.parse(text);
      }
    }
  }

  private static String text(Random random, String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(longest); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static PackageParts consoleWeb(String version) {
    return new PackageParts(
        Product.COMPASS,
        HotfixDesc.parse("bug211"),
        AddonName.parse("console-web"),
        HotfixDate.parse("20181123"),
        HotfixVersion.parse(version));
  }

  private static HotfixException refusal(Runnable call) {
    return catchThrowableOfType(HotfixException.class, call::run);
  }
}
