package io.caicloud.hotfix.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands, and hands them the terminal they print to. */
final class TerminalFactory implements IFactory {

  private final Terminal terminal;

  TerminalFactory(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K made = CommandLine.defaultFactory().create(type);
    if (made instanceof HotfixTask task) {
      task.use(terminal);
    }
    return made;
  }
}
