package io.caicloud.hotfix.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTypesTest {

  @ParameterizedTest
  @CsvSource({
    "fix-211, bug211, caicloud/prod-issue#211",
    "feat-714, feat714, caicloud/platform#714",
    "Feature714, feat714, caicloud/platform#714",
    "bug0211, bug211, caicloud/prod-issue#211",
    "BUG#12, bug12, caicloud/prod-issue#12",
  })
  void refuses_a_desc_in_another_form_and_says_which_is_meant(
      String text, String meant, String issue) {
    HotfixException e = refusal(HotfixDesc::parse, text);

    assertThat(e.code()).isEqualTo("invalid-desc");
    assertThat(e.message(Locale.ENGLISH))
        .isEqualTo(
            "desc must be feat<number> or bug<number>, but is \""
                + text
                + "\"; write "
                + meant
                + " (issue "
                + issue
                + ")");
    assertThat(e.message(Locale.CHINESE)).contains("“" + text + "”", meant, issue);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bug", "feat0", "bug12a", "cps361", "bug-", "bug1234567890", "bug 1 2"})
  void refuses_a_desc_that_means_no_issue(String text) {
    HotfixException e = refusal(HotfixDesc::parse, text);

    assertThat(e.code()).isEqualTo("invalid-desc");
    assertThat(e.message(Locale.ENGLISH)).contains("\"" + text + "\"", "write for example bug211");
    assertThat(e.message(Locale.CHINESE)).contains("“" + text + "”", "请改为");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bug211", "feat714", "bug1", "feat999999999"})
  void reads_a_desc(String text) {
    assertThat(HotfixDesc.parse(text)).hasToString(text);
    assertThat(HotfixDesc.suggest(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20181301",
        "20180230",
        "20190229",
        "2018-11-23",
        "2018112",
        "00000000",
        "２０１８１１２３"
      })
  void refuses_a_date_that_is_none(String text) {
    HotfixException e = refusal(HotfixDate::parse, text);

    assertThat(e.code()).isEqualTo("invalid-date");
    assertThat(e.message(Locale.ENGLISH)).contains("\"" + text + "\"", "like 20181123");
    assertThat(e.message(Locale.CHINESE)).contains("“" + text + "”", "例如 20181123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20181123", "20200229", "20181231"})
  void reads_a_date(String text) {
    assertThat(HotfixDate.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "..",
        "a..b",
        "console web",
        "console:web",
        "-a",
        "a-",
        "Web",
        "a_b",
        "控制台",
        "a\n"
      })
  void refuses_a_name_that_is_none(String text) {
    HotfixException addon = refusal(AddonName::parse, text);

    assertThat(addon.code()).isEqualTo("invalid-addon-name");
    assertThat(addon.message(Locale.ENGLISH)).contains("write a DNS label");
    assertThat(addon.message(Locale.CHINESE)).contains("请写 DNS 标签");
    assertThat(refusal(AddonGroup::parse, text).code()).isEqualTo("invalid-addon-group");
  }

  @Test
  void refuses_a_name_of_200_characters() {
    String text = "a".repeat(200);

    assertThat(refusal(AddonName::parse, text).message(Locale.ENGLISH)).contains(text);
    assertThat(refusal(AddonGroup::parse, text).message(Locale.CHINESE)).contains(text);
    assertThat(refusal(HotfixVersion::parse, text).code()).isEqualTo("invalid-version");
    assertThat(refusal(Product::parse, text).code()).isEqualTo("invalid-product");
  }

  @Test
  void cuts_a_hostile_name_in_messages() {
    assertThat(refusal(AddonName::parse, "a".repeat(1_000_000))).message().hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1/2", "..", "-v1", ".v1", "v 1", "v:1"})
  void refuses_a_version_that_is_no_image_tag(String text) {
    assertThat(refusal(HotfixVersion::parse, text).code()).isEqualTo("invalid-version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.7.2", "2.7.2-ga", "2.7.2-rc01", "2.7", "2.7.x", "2.07.2", "..", ""})
  void refuses_a_product_version_that_is_not_three_numbers(String text) {
    assertThat(refusal(ProductVersion::parse, text).code()).isEqualTo("invalid-product-version");
  }

  @Test
  void orders_product_versions_by_number() {
    assertThat(ProductVersion.parse("2.10.0")).isGreaterThan(ProductVersion.parse("2.9.1"));
    assertThat(ProductVersion.parse("2.7.2")).isGreaterThan(ProductVersion.parse("2.7.1"));
    assertThat(ProductVersion.parse("2.7.2")).isEqualByComparingTo(ProductVersion.parse("2.7.2"));
  }

  @Test
  void refuses_a_product_that_holds_the_divider_of_package_names() {
    assertThat(refusal(Product::parse, "my-hotfixes-x").code()).isEqualTo("invalid-product");
  }

  private static HotfixException refusal(Consumer<String> parse, String text) {
    return catchThrowableOfType(HotfixException.class, () -> parse.accept(text));
  }
}
