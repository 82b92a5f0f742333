package io.caicloud.hotfix.examples.cli;

import io.caicloud.hotfix.finding.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in the reader's language, and where to read more. */
final class UsageErrors implements IParameterExceptionHandler {

  private final Terminal terminal;

  UsageErrors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    terminal.complain("failed", text(wrong, args));
    terminal.complain("usage-hint", command.getCommandSpec().qualifiedName());
    return ExitCode.COULD_NOT;
  }

  private String text(ParameterException wrong, String[] args) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (wrong instanceof MissingParameterException missing) {
      return unknownOption(missing.getCommandLine(), args)
          .map(option -> unknown(option, missing.getCommandLine()))
          .orElseGet(() -> terminal.text("argument-missing", labels(missing.getMissing())));
    }
    if (wrong instanceof OverwrittenOptionException twice) {
      return terminal.text("argument-twice", labels(List.of(twice.getOverwritten())));
    }
    ArgSpec argument = wrong.getArgSpec();
    if (argument != null && wrong.getCause() instanceof TypeConversionException cause) {
      String reason = String.valueOf(cause.getMessage());
      return terminal.text("argument-wrong", labels(List.of(argument)), reason);
    }
    String message = wrong.getMessage();
    return message == null || message.isEmpty() ? terminal.text("command-missing") : message;
  }

  private String unknown(String option, CommandLine command) {
    String near =
        Suggestions.closest(option, command.getCommandSpec().optionsMap().keySet())
            .map(word -> terminal.text("did-you-mean", word))
            .orElse("");
    return terminal.text("option-unknown", option) + near;
  }

  /** Return a misspelt option: where one is, what is missing is only what it was to give. */
  private static Optional<String> unknownOption(CommandLine command, String[] args) {
    return Arrays.stream(args)
        .takeWhile(arg -> !arg.equals("--"))
        .filter(arg -> arg.startsWith("--"))
        .map(arg -> arg.replaceFirst("=.*", ""))
        .filter(name -> !command.getCommandSpec().optionsMap().containsKey(name))
        .findFirst();
  }

  private String unmatched(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().get(0);
    boolean command = !unmatched.getCommandLine().getSubcommands().isEmpty();
    String text =
        terminal.text(
            first.startsWith("-")
                ? "option-unknown"
                : command ? "command-unknown" : "argument-unknown",
            first);
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? text : text + terminal.text("did-you-mean", String.join(", ", near));
  }

  private static String labels(List<ArgSpec> arguments) {
    return arguments.stream()
        .map(
            argument ->
                argument instanceof OptionSpec option ? label(option) : argument.paramLabel())
        .collect(Collectors.joining(", "));
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0
        ? option.longestName()
        : option.longestName() + "=" + option.paramLabel();
  }
}
