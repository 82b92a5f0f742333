package org.example.consumer;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.List;

/** What an editor plug-in asks about a values file. */
public final class Values {

  private Values() {}

  /** Returns what stops this file from being read. */
  public static List<Finding> findings(String file, byte[] bytes) {
    return YamlDocument.parse(file, bytes).findings();
  }

  /** Returns the page of the issue that a hotfix is about. */
  public static String issue(String desc) {
    return HotfixDesc.parse(desc).issue();
  }
}
