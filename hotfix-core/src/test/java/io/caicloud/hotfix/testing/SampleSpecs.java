package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import java.nio.file.Path;

/** The everyday hotfix of the process document, to start from in tests. */
public final class SampleSpecs {

  private SampleSpecs() {}

  /**
   * Return a builder with all parts of the sample: product version 2.7.2, date 20181123, desc
   * bug211, group console, values {@code console-web.yaml}. Change what the test is about.
   */
  public static HotfixSpec.Builder spec() {
    return HotfixSpec.builder()
        .productVersion("2.7.2")
        .date("20181123")
        .desc("bug211")
        .group("console")
        .values(Path.of("console-web.yaml"));
  }

  /** Return what the values of the sample say they are: console-web v3.3.2 in default. */
  public static HotfixIdentity identity() {
    return new HotfixIdentity(
        AddonName.parse("console-web"), Namespace.DEFAULT, HotfixVersion.parse("v3.3.2"));
  }

  /** Return the text of a {@code hotfix.yaml} for the sample. */
  public static String yaml() {
    return """
        productVersion: 2.7.2
        date: '20181123'
        desc: bug211
        group: console
        values: console-web.yaml
        """;
  }
}
