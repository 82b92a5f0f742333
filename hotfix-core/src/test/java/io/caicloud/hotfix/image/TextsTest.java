package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.Message;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TextsTest {

  private static final Pattern ARGUMENT = Pattern.compile("\\{\\d\\}");

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("io.caicloud.hotfix.image.messages", locale);
  }

  @Test
  void every_text_has_the_same_arguments_in_both_languages() {
    ResourceBundle english = bundle(Locale.ENGLISH);
    ResourceBundle chinese = bundle(Locale.CHINESE);
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    for (String key : english.keySet()) {
      assertThat(arguments(chinese.getString(key)))
          .as(key)
          .isEqualTo(arguments(english.getString(key)));
    }
  }

  private static Set<String> arguments(String text) {
    Set<String> arguments = new TreeSet<>();
    ARGUMENT.matcher(text).results().forEach(match -> arguments.add(match.group()));
    return arguments;
  }

  @Test
  void text_within_a_text_has_its_language() {
    Message text = Texts.message("unreadable", "some.tar", Texts.message("reason-no-such-file"));
    assertThat(text.text(Locale.ENGLISH)).contains("some.tar: there is no such file;");
    assertThat(text.text(Locale.CHINESE)).contains("some.tar：文件不存在；");
  }
}
