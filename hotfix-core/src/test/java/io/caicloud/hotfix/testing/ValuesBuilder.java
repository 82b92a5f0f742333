package io.caicloud.hotfix.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds values of an addon with one Deployment, in the form that people write them. Defaults:
 * addon {@code console-web} in {@code default}, version {@code v3.3.2}, and, as long as no image is
 * given, the one image <code>[[ registry_release ]]/console-web:v3.3.2</code>. Not safe to share
 * between threads.
 */
public final class ValuesBuilder {

  private String addon = "console-web";
  private String namespace = "default";
  private String version = "v3.3.2";
  private final List<String> images = new ArrayList<>();
  private final List<String> initImages = new ArrayList<>();
  private final List<String> envImages = new ArrayList<>();
  private final List<String> configImages = new ArrayList<>();

  private ValuesBuilder() {}

  /** Start with the defaults. */
  public static ValuesBuilder values() {
    return new ValuesBuilder();
  }

  /**
   * Set {@code _metadata.name}.
   *
   * @param name the name, written as it is
   */
  public ValuesBuilder addon(String name) {
    this.addon = name;
    return this;
  }

  /**
   * Set {@code _metadata.namespace}.
   *
   * @param name the namespace, written as it is
   */
  public ValuesBuilder namespace(String name) {
    this.namespace = name;
    return this;
  }

  /**
   * Set {@code _metadata.version}.
   *
   * @param text the version, written as it is
   */
  public ValuesBuilder version(String text) {
    this.version = text;
    return this;
  }

  /**
   * Add a container for each image.
   *
   * @param references such as <code>[[ registry_release ]]/console-web:v3.3.2</code>
   */
  public ValuesBuilder images(String... references) {
    images.addAll(List.of(references));
    return this;
  }

  /**
   * Add an init container.
   *
   * @param reference its image
   */
  public ValuesBuilder initImage(String reference) {
    initImages.add(reference);
    return this;
  }

  /**
   * Name an image in an environment variable of the first container.
   *
   * @param reference the image
   */
  public ValuesBuilder envImage(String reference) {
    envImages.add(reference);
    return this;
  }

  /**
   * Name an image in a JSON configuration text.
   *
   * @param reference the image
   */
  public ValuesBuilder configImage(String reference) {
    configImages.add(reference);
    return this;
  }

  /** Return the values as UTF-8. */
  public byte[] bytes() {
    return build().getBytes(StandardCharsets.UTF_8);
  }

  /** Return the values. */
  public String build() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("_config:\n  _metadata:\n    name: ").append(addon);
    yaml.append("\n    namespace: ").append(namespace);
    yaml.append("\n    version: ").append(version);
    yaml.append("\n    template:\n      type: template.caicloud.io/application\n");
    yaml.append("      version: 1.0.0\n  controllers:\n  - type: Deployment\n");
    yaml.append("    controller:\n      replica: 1\n");
    containers(yaml, "initContainers", initImages, List.of());
    List<String> main =
        images.isEmpty() ? List.of("[[ registry_release ]]/" + addon + ":" + version) : images;
    containers(yaml, "containers", main, envImages);
    config(yaml);
    return yaml.toString();
  }

  private static void containers(
      StringBuilder yaml, String key, List<String> images, List<String> env) {
    if (images.isEmpty()) {
      return;
    }
    yaml.append("    ").append(key).append(":\n");
    for (int i = 0; i < images.size(); i++) {
      yaml.append("    - image: '").append(images.get(i)).append("'\n");
      yaml.append("      imagePullPolicy: IfNotPresent\n");
      if (i == 0 && !env.isEmpty()) {
        yaml.append("      env:\n");
        for (int j = 0; j < env.size(); j++) {
          yaml.append("      - name: IMAGE_").append(j).append("\n        value: '");
          yaml.append(env.get(j)).append("'\n");
        }
      }
    }
  }

  private void config(StringBuilder yaml) {
    if (configImages.isEmpty()) {
      return;
    }
    yaml.append("    configs:\n    - name: ").append(addon).append("\n      data:\n");
    yaml.append("      - key: images.json\n        value: |\n          {\n");
    for (int i = 0; i < configImages.size(); i++) {
      yaml.append("            \"image-").append(i).append("\": \"").append(configImages.get(i));
      yaml.append(i + 1 < configImages.size() ? "\",\n" : "\"\n");
    }
    yaml.append("          }\n");
  }
}
