package io.caicloud.hotfix.examples.bench;

import java.util.Locale;

/** Values of an addon with one image. */
final class BenchValues {

  private BenchValues() {}

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
