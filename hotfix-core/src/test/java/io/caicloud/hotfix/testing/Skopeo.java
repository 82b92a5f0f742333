package io.caicloud.hotfix.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls skopeo with a home folder of its own, so that nobody's configuration matters. */
final class Skopeo {

  private final Path home;

  Skopeo(Path home) {
    Tools.require("skopeo");
    this.home = home;
  }

  Tools.Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(arguments));
    String folder = home.toString();
    return Tools.run(
        command,
        home,
        Map.of(
            "HOME",
            folder,
            "XDG_RUNTIME_DIR",
            folder,
            "REGISTRY_AUTH_FILE",
            home.resolve("auth.json").toString()));
  }

  /** Copy an image there and back, and return the folder of the layout it came back to. */
  Path thereAndBack(Path layout, String reference, List<String> there, List<String> back) {
    List<String> push = new ArrayList<>(List.of("copy", "--preserve-digests"));
    push.addAll(there);
    push.addAll(List.of("oci:" + layout, "docker://" + reference));
    run(push.toArray(String[]::new)).succeeded();
    Path result = home.resolve("back");
    List<String> pull = new ArrayList<>(List.of("copy", "--preserve-digests"));
    pull.addAll(back);
    pull.addAll(List.of("docker://" + reference, "oci:" + result + ":v1"));
    run(pull.toArray(String[]::new)).succeeded();
    return result;
  }
}
