package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import io.caicloud.hotfix.rule.RuleContext;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** HF501: {@code _metadata.version} is the tag of the first container's image. */
final class VersionImage extends StandardRule<ValuesTree> {

  VersionImage() {
    super(
        new RuleId("HF501", "version-image"), Severity.WARNING, Clause.METADATA, ValuesTree.class);
  }

  @Override
  public void check(ValuesTree values, RuleContext context) {
    Optional<YamlScalar> version =
        Nodes.scalar(values.root(), "_config", "_metadata", "version")
            .filter(text -> text.type() == YamlScalar.Type.STRING && !text.value().contains("[["));
    Optional<ContainerImage> first = firstImage(values);
    Optional<String> firstTag = first.flatMap(ContainerImage::tag);
    String wanted = version.map(YamlScalar::value).orElse("");
    if (version.isEmpty() || firstTag.filter(wanted::equals).isPresent()) {
      return;
    }
    List<String> tags =
        values.values().imageReferences().stream().map(ImageReference::tag).toList();
    if (tags.isEmpty() || (firstTag.isEmpty() && tags.contains(wanted))) {
      return;
    }
    Location place = values.place(version.get());
    String text = tags.contains(wanted) ? "other" : "none";
    Finding.Builder finding =
        warning(place, text, Texts.brief(wanted), firstTag.orElseGet(() -> tags.get(0)));
    first
        .filter(image -> image.tag().isPresent())
        .ifPresent(
            image ->
                finding.related(
                    values.place(image.scalar()),
                    Texts.message("HF501.image", Texts.brief(image.scalar().value()))));
    context.report(finding.build());
  }

  private static Optional<ContainerImage> firstImage(ValuesTree values) {
    List<YamlNode> controllers = values.controllers();
    return controllers.stream()
        .limit(1)
        .flatMap(controller -> Nodes.list(controller, "containers").stream().limit(1))
        .flatMap(container -> Nodes.scalar(container, "image").stream())
        .map(ContainerImage::of)
        .findFirst();
  }
}
