package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.VersionFolder;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Makes values of the library out of options. */
final class Converters {

  private Converters() {}

  static void register(CommandLine line, Locale language) {
    register(line, language, AddonName.class, AddonName::parse);
    register(line, language, HotfixDesc.class, HotfixDesc::parse);
    register(line, language, VersionFolder.class, VersionFolder::parse);
    register(line, language, Platform.class, Platform::parse);
  }

  private static <T> void register(
      CommandLine line, Locale language, Class<T> type, Function<String, T> parse) {
    line.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (HotfixException e) {
            throw new TypeConversionException(e.message(language));
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        });
  }
}
