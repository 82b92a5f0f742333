package io.caicloud.hotfix.spec;

import static java.util.Objects.requireNonNull;

/**
 * What a hotfix replaces, and with which version: name, namespace and version of its values' {@code
 * _metadata}.
 *
 * @param addon the name of the {@code Release} object
 * @param namespace where that lives
 * @param version the version of the hotfix
 */
public record HotfixIdentity(AddonName addon, Namespace namespace, HotfixVersion version) {

  /** Checks that all are there. */
  public HotfixIdentity {
    requireNonNull(addon, "addon");
    requireNonNull(namespace, "namespace");
    requireNonNull(version, "version");
  }

  /** Return {@code namespace/addon version}, for messages. */
  @Override
  public String toString() {
    return namespace + "/" + addon + " " + version;
  }
}
