package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Message;
import java.util.Locale;

/** What the rules enforce: sections of the process document, and what it refers to. */
enum Clause {
  YAML,
  VALUES,
  VARIABLES,
  PATH,
  DESC,
  PACKAGE,
  ONE_ADDON,
  METADATA,
  IMAGE;

  Message text() {
    return Texts.message("clause." + name().toLowerCase(Locale.ROOT));
  }
}
