package io.caicloud.hotfix.examples.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    ResourceBundle built =
        ResourceBundle.getBundle("io.caicloud.hotfix.examples.cli.version", Locale.ROOT);
    return new String[] {"hotfix " + built.getString("version")};
  }
}
