package io.caicloud.hotfix.rules.internal.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables in texts, well or badly formed. */
final class Variables {

  /** The names that the sites know, as far as real files show them. */
  static final Set<String> KNOWN =
      Set.of(
          "cargo_registry",
          "cleverServer",
          "compassWebEndpoint",
          "consoleBasePath",
          "dex.oidc_redirect_path",
          "g_registry_prefix_library",
          "g_registry_prefix_release",
          "hodorEndpoint",
          "ipEndpoint",
          "kube_apiserver_endpoint_ip",
          "oidcIssuer",
          "platform_mongo_host",
          "platform_release_time",
          "platform_release_version",
          "registry_library",
          "registry_release");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\[\\[([ \\t]*)([A-Za-z_][A-Za-z0-9_.-]*(?:\\([A-Za-z0-9_./-]*\\))?)([ \\t]*)\\]\\]");
  private static final Pattern BUILD_TIME =
      Pattern.compile("imageTagFromGitTag|(?:TagOfRepo|imageTagFromTagOfRepo)\\(.*\\)");

  private Variables() {}

  /**
   * A variable in a text.
   *
   * @param name its name
   * @param wellFormed whether exactly one blank stands at each side of the name
   * @param start the index of its first bracket
   * @param end the index behind its last bracket
   */
  record Variable(String name, boolean wellFormed, int start, int end) {

    /** Return whether it is replaced when the component is built, not at the site. */
    boolean isBuildTime() {
      return BUILD_TIME.matcher(name).matches();
    }
  }

  static List<Variable> in(String text) {
    if (!text.contains("[[")) {
      return List.of();
    }
    List<Variable> variables = new ArrayList<>(1);
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      boolean wellFormed = matcher.group(1).equals(" ") && matcher.group(3).equals(" ");
      variables.add(new Variable(matcher.group(2), wellFormed, matcher.start(), matcher.end()));
    }
    return variables;
  }
}
