package io.caicloud.hotfix.rules.report;

import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** Maps and lists as indented JSON with the same line breaks everywhere. */
final class JsonText {

  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private static final PrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);

  private JsonText() {}

  static String of(Object value) {
    return JsonMapper.shared().writer().with(PRINTER).writeValueAsString(value) + "\n";
  }
}
