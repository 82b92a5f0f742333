package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.RuleExample;
import io.caicloud.hotfix.rule.RuleOption;
import io.caicloud.hotfix.rule.RuleReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The pages of the catalogue, as Markdown in English and Chinese. */
final class RulePage {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

  private RulePage() {}

  /** Return the page that lists all rules. */
  static String index(List<RuleDescription> catalogue) {
    StringBuilder page = new StringBuilder();
    page.append("# Rules\n\n");
    page.append("What `hotfix check` looks at. `hotfix explain HF104` prints a page of these; ");
    page.append(
        "the examples on it are tests. A finding may be milder than its rule. In an example, ");
    page.append(
        "`<0xE9>` stands for a byte, `<0x61*9>` for nine of it, and `base.yaml` for what the ");
    page.append("hotfix replaces.\n\n");
    page.append("`hotfix check` 所检查的规则。`hotfix explain HF104 --lang zh` 打印其中一页；");
    page.append("页中的示例都是测试。单个问题可能比所属规则的级别更轻。示例中 ");
    page.append("`<0xE9>` 代表一个字节，`<0x61*9>` 代表九个，`base.yaml` 是 hotfix 所替换的 values。\n\n");
    page.append("| rule | severity | what must hold | 要求 |\n| --- | --- | --- | --- |\n");
    for (RuleDescription rule : catalogue) {
      String code = rule.id().code();
      page.append("| [").append(code).append("](").append(code).append(".md) ");
      page.append(rule.id().slug()).append(" | ").append(severity(rule));
      for (Locale language : LANGUAGES) {
        page.append(" | ").append(escape(rule.summary().text(language)));
      }
      page.append(" |\n");
    }
    return page.toString();
  }

  /**
   * Return the page of a rule.
   *
   * @param rule the rule
   * @param check judges an example
   */
  static String of(RuleDescription rule, Function<RuleExample, RuleReport> check) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(rule.id()).append("\n\n").append(severity(rule));
    page.append(rule.suppressible() ? "" : " · cannot be switched off 不可关闭");
    page.append(" · [all rules](README.md)\n");
    texts(page, rule, Locale.ENGLISH, List.of("Why", "Way out", "Source"));
    texts(page, rule, Locale.CHINESE, List.of("原因", "办法", "依据"));
    options(page, rule);
    for (RuleExample example : rule.bad()) {
      files(page, "Bad 错误", example);
      page.append("\n```text\n");
      for (Finding finding : check.apply(example).findings()) {
        LANGUAGES.forEach(language -> finding(page, finding, language));
      }
      page.append("```\n");
    }
    rule.good().forEach(example -> files(page, "Good 正确", example));
    return page.toString();
  }

  private static void texts(
      StringBuilder page, RuleDescription rule, Locale language, List<String> titles) {
    page.append("\n**").append(escape(rule.summary().text(language))).append("**\n");
    List<Message> texts = List.of(rule.explanation(), rule.remediation(), rule.clause());
    for (int i = 0; i < texts.size(); i++) {
      page.append("\n- ").append(titles.get(i));
      page.append(language.equals(Locale.CHINESE) ? "：" : ": ");
      page.append(escape(texts.get(i).text(language)));
    }
    page.append('\n');
  }

  private static void options(StringBuilder page, RuleDescription rule) {
    for (RuleOption<?> option : rule.options()) {
      page.append("\n- Option 选项 `").append(option.name()).append("` (");
      page.append(option.kind().name().toLowerCase(Locale.ROOT)).append(", `");
      page.append(option.defaultValue()).append("`):");
      LANGUAGES.forEach(
          language -> page.append(' ').append(escape(option.description().text(language))));
      page.append('\n');
    }
  }

  private static void files(StringBuilder page, String title, RuleExample example) {
    page.append("\n## ").append(title).append('\n');
    example
        .files()
        .forEach(
            (path, text) -> {
              String language = path.endsWith(".yaml") ? "yaml" : "text";
              page.append("\n`").append(path).append("`\n\n```").append(language).append('\n');
              page.append(text).append("```\n");
            });
  }

  private static void finding(StringBuilder page, Finding finding, Locale language) {
    if (language.equals(Locale.ENGLISH)) {
      page.append(finding.location()).append(" [").append(finding.rule()).append("]\n");
    }
    page.append("  ").append(finding.message().text(language)).append('\n');
    page.append("  = ").append(finding.remedy().text(language)).append('\n');
  }

  private static String severity(RuleDescription rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String escape(String text) {
    return text.replaceAll("[\\\\<>\\[\\]*_|`]", "\\\\$0");
  }
}
