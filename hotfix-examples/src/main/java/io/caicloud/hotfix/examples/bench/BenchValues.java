package io.caicloud.hotfix.examples.bench;

import io.caicloud.hotfix.spec.HotfixSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Hotfixes and values of an addon with one image. */
final class BenchValues {

  private static final String CONTROLLER =
      """
        - type: Deployment
          controller:
            replica: 2
            strategy:
              type: RollingUpdate
          containers:
          - name: part-NUMBER
            image: '[[ registry_release ]]/bench:v1.0.0'
            imagePullPolicy: IfNotPresent
            ports:
            - port: 8080
              protocol: HTTP
            env:
            - name: LOG_LEVEL
              value: info
            - name: MONGO_SERVERS
              value: '[[ platform_mongo_host ]]'
            - name: ENDPOINT
              value: http://[[ kube_apiserver_endpoint_ip ]]:6443
            resources:
              limits:
                cpu: 200m
                memory: 256Mi
              requests:
                cpu: 100m
                memory: 128Mi
            mounts:
            - name: config-NUMBER
              path: /etc/bench
          volumes:
          - name: config-NUMBER
            type: Config
            source:
              target: bench-NUMBER
          services:
          - name: bench-NUMBER
            ports:
            - port: 8080
              protocol: HTTP
              targetPort: 8080
      """;

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

  /** Return values with a number of controllers, each with what real ones have, about 950 bytes. */
  static String controllers(int number) {
    String head = of("bench", "v1.0.0");
    StringBuilder text = new StringBuilder(head.substring(0, head.indexOf("  controllers:")));
    text.append("  controllers:\n");
    for (int i = 0; i < number; i++) {
      text.append(CONTROLLER.replace("NUMBER", Integer.toString(i)));
    }
    return text.toString();
  }
}
