package io.caicloud.hotfix.spec;

/** The Kubernetes namespaces that addons live in. */
public enum Namespace {
  /** The control cluster only. */
  DEFAULT("default"),
  /** The control cluster and the user clusters. */
  KUBE_SYSTEM("kube-system");

  private final String value;

  Namespace(String value) {
    this.value = value;
  }

  /**
   * Parse {@code default} or {@code kube-system}.
   *
   * @param text the text
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-namespace} if it is
   *     another
   */
  public static Namespace parse(String text) {
    for (Namespace namespace : values()) {
      if (namespace.value.equals(text)) {
        return namespace;
      }
    }
    throw Texts.invalid("invalid-namespace", text);
  }

  /** Return the name as Kubernetes writes it. */
  @Override
  public String toString() {
    return value;
  }
}
