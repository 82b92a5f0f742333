package io.caicloud.hotfix.spec;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ReleasePathParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is wrong with a release path. */
final class ReleasePathCheck {

  private ReleasePathCheck() {}

  static List<Finding> findings(ReleasePath path, ReleasePathParts parts) {
    Location location = Location.of(path.toString());
    List<Finding> findings = new ArrayList<>();
    path.versionFolder()
        .flatMap(text -> NamingRules.productVersion(location, text))
        .ifPresent(findings::add);
    path.dateFolder()
        .flatMap(text -> NamingRules.hotfixDate(location, text))
        .ifPresent(findings::add);
    if (path.shape() == ReleasePath.Shape.UNKNOWN) {
      findings.add(
          Finding.error(NamingRules.TREE_PATH, location)
              .message(Texts.message("HF201.unknown"))
              .remedy(Texts.message("HF201.remedy", path.root().folder()))
              .build());
    } else if (path.shape() == ReleasePath.Shape.OLDER) {
      findings.add(
          Finding.warning(NamingRules.TREE_PATH, location)
              .message(older(parts.texts().keySet()))
              .remedy(Texts.message("HF201.remedy", path.root().folder()))
              .build());
    }
    if (path.toString().startsWith(ReleasePath.OEM_MISSPELT + "/")) {
      findings.add(NamingRules.oemFolder(location));
    }
    return List.copyOf(findings);
  }

  private static Message older(Set<Part> present) {
    List<Message> differences = new ArrayList<>();
    for (Part part : Part.values()) {
      boolean wanted = ReleasePathParts.CURRENT.contains(part);
      if (wanted != present.contains(part)) {
        differences.add(Texts.message("HF201." + part.name().toLowerCase(Locale.ROOT)));
      }
    }
    Function<Locale, String> list =
        locale ->
            differences.stream()
                .map(difference -> difference.text(locale))
                .collect(Collectors.joining(locale.equals(Locale.CHINESE) ? "、" : ", "));
    return Message.of(
        Texts.message("HF201.older", list.apply(Locale.ENGLISH)).text(Locale.ENGLISH),
        Texts.message("HF201.older", list.apply(Locale.CHINESE)).text(Locale.CHINESE));
  }
}
