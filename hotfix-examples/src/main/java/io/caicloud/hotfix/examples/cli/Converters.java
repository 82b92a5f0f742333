package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.archive.PackageLayout;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.rules.NameToCheck;
import io.caicloud.hotfix.rules.report.ReportFormat;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.PackageNaming;
import io.caicloud.hotfix.spec.VersionFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Makes values of the library out of options, and says in the reader's language why it cannot. */
final class Converters {

  private final CommandLine line;
  private final Terminal terminal;

  private Converters(CommandLine line, Terminal terminal) {
    this.line = line;
    this.terminal = terminal;
  }

  static void register(CommandLine line, Terminal terminal) {
    Converters converters = new Converters(line, terminal);
    converters.add(AddonName.class, AddonName::parse);
    converters.add(HotfixDesc.class, HotfixDesc::parse);
    converters.add(VersionFolder.class, VersionFolder::parse);
    converters.add(Platform.class, converters::platform);
    converters.add(NameToCheck.class, converters::name);
    converters.add(Path.class, converters::path);
    converters.add(StorePlace.class, StorePlace::parse);
    converters.add(Integer.class, converters::number);
    converters.choice(FailOn.class);
    converters.choice(Language.class);
    converters.choice(ReportFormat.class);
    converters.choice(PackageNaming.class);
    converters.choice(PackageLayout.class);
  }

  private <T> void add(Class<T> type, Function<String, T> parse) {
    line.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (HotfixException e) {
            throw new TypeConversionException(e.message(terminal.language()));
          }
        });
  }

  private <E extends Enum<E>> void choice(Class<E> type) {
    add(
        type,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> wrong("no-choice", text, choices(type))));
  }

  private static String choices(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private Platform platform(String text) {
    try {
      return Platform.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("no-platform", text);
    }
  }

  private NameToCheck name(String text) {
    int sign = text.indexOf('=');
    String word = text.substring(0, Math.max(0, sign));
    return Arrays.stream(NameToCheck.Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .map(kind -> new NameToCheck(kind, text.substring(sign + 1)))
        .orElseThrow(() -> wrong("no-name", text, kinds()));
  }

  private static String kinds() {
    return Arrays.stream(NameToCheck.Kind.values())
        .map(NameToCheck.Kind::word)
        .collect(Collectors.joining(", "));
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong("no-path", text);
    }
  }

  private Integer number(String text) {
    if (!text.matches("[1-9][0-9]{0,2}")) {
      throw wrong("no-number", text);
    }
    return Integer.valueOf(text);
  }

  private TypeConversionException wrong(String key, Object... arguments) {
    return new TypeConversionException(terminal.text(key, arguments));
  }
}
