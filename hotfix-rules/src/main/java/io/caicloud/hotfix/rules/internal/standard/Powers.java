package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What workloads may do on the machines they run on, beyond an ordinary container. */
final class Powers {

  private static final Pattern TAG = Pattern.compile(":[^/:]*$");

  private final List<Power> found = new ArrayList<>();

  private Powers() {}

  /**
   * Something that a workload may do.
   *
   * @param text what it is, as the values write it
   * @param owner the image of the container, without its tag; empty for the whole pod
   * @param node where it stands
   */
  record Power(String text, String owner, YamlScalar node) {

    boolean isLike(Power other) {
      return text.equals(other.text) && owner.equals(other.owner);
    }
  }

  static List<Power> of(YamlNode root) {
    Powers powers = new Powers();
    for (YamlNode controller : Nodes.list(root, "_config", "controllers")) {
      for (String key : List.of("network", "pid", "ipc")) {
        powers.addIfTrue("host." + key, "", Nodes.scalar(controller, "pod", "host", key));
      }
      for (YamlNode volume : Nodes.list(controller, "volumes")) {
        if (Nodes.has(volume, "HostPath", "type")) {
          Nodes.scalar(volume, "source", "path")
              .ifPresent(path -> powers.add("HostPath " + path.value(), "", path));
        }
      }
      Nodes.allContainers(controller).forEach(powers::addContainer);
    }
    return powers.found;
  }

  private void addContainer(YamlNode container) {
    if (Nodes.at(container, "securityContext").isEmpty()) {
      return;
    }
    String image = Nodes.scalar(container, "image").map(YamlScalar::value).orElse("");
    String owner = TAG.matcher(image).replaceFirst("");
    addIfTrue("privileged", owner, Nodes.scalar(container, "securityContext", "privileged"));
    for (YamlNode added : Nodes.list(container, "securityContext", "capabilities", "add")) {
      if (added instanceof YamlScalar scalar) {
        add("capability " + scalar.value(), owner, scalar);
      }
    }
  }

  private void addIfTrue(String text, String owner, Optional<YamlScalar> flag) {
    flag.filter(scalar -> scalar.value().equals("true"))
        .ifPresent(scalar -> add(text, owner, scalar));
  }

  private void add(String text, String owner, YamlScalar node) {
    found.add(new Power(text, owner, node));
  }
}
