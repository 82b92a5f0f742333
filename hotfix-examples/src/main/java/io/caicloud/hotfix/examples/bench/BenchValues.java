package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.spec.HotfixSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Hotfixes and values of an addon with one image. */
final class BenchValues {

  private BenchValues() {}

  /** Write the values of an addon with one image of its name, and return a hotfix of it. */
  static HotfixSpec hotfix(Path folder, String addon) throws IOException {
    Path values = Files.writeString(folder.resolve(addon + ".yaml"), of(addon, "v1.0.0"));
    return HotfixSpec.builder()
        .productVersion("2.7.2")
        .date("20181123")
        .desc("bug1")
        .group("bench")
        .values(values)
        .build();
  }

  static String of(String addon, String version) {
    return String.format(
        Locale.ROOT,
        """
        _config:
          _metadata:
            name: %1$s
            namespace: default
            version: %2$s
            template:
              type: template.caicloud.io/application
              version: 1.0.0
          controllers:
          - type: Deployment
            controller:
              replica: 1
            containers:
            - name: main
              image: '[[ registry_release ]]/%1$s:%2$s'
              imagePullPolicy: IfNotPresent
              ports:
              - port: 8080
                protocol: HTTP
        """,
        addon,
        version);
  }
}
