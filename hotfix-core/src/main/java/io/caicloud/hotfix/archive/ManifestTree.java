package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON tree of a package's manifest. */
record ManifestTree(PackageManifest manifest) {

  Map<String, Object> root() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", PackageManifest.FORMAT);
    root.put("package", manifest.name());
    root.put("layout", manifest.layout());
    root.put("hotfix", hotfix(manifest.facts()));
    root.put("check", check(manifest.evidence()));
    root.put("images", manifest.images().stream().map(ManifestTree::image).toList());
    if (!manifest.imagesAtSite().isEmpty()) {
      root.put("imagesAtSite", manifest.imagesAtSite());
    }
    root.put("files", manifest.files().stream().map(ManifestTree::file).toList());
    return root;
  }

  private static Map<String, Object> hotfix(PackageFacts facts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("product", facts.product());
    tree.put("productVersion", facts.productVersion());
    tree.put("date", facts.date());
    tree.put("desc", facts.desc());
    tree.put("group", facts.group());
    tree.put("addon", facts.addon());
    tree.put("namespace", facts.namespace());
    tree.put("version", facts.version());
    return tree;
  }

  private static Map<String, Object> check(Evidence evidence) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (evidence instanceof Evidence.Checked checked) {
      tree.put("ruleSet", checked.ruleSet());
      tree.put("report", checked.report());
      if (!checked.suppressions().isEmpty()) {
        tree.put(
            "suppressions",
            checked.suppressions().stream().map(ManifestTree::suppression).toList());
      }
    } else if (evidence instanceof Evidence.Unchecked unchecked) {
      tree.put("unchecked", unchecked.reason());
    }
    return tree;
  }

  private static Map<String, Object> suppression(UsedSuppression suppression) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rule", suppression.rule());
    tree.put("file", suppression.file());
    tree.put("until", suppression.until());
    tree.put("reason", suppression.reason());
    return tree;
  }

  private static Map<String, Object> image(ManifestImage image) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", image.file());
    tree.put("size", image.size());
    tree.put("crc32", image.crc32());
    tree.put("reference", image.reference());
    tree.put("target", image.target());
    tree.put("platform", image.platform());
    tree.put("manifest", descriptor(image.manifest()));
    tree.put("config", descriptor(image.config()));
    tree.put("layers", image.layers().stream().map(ManifestTree::descriptor).toList());
    return tree;
  }

  private static Map<String, Object> file(ManifestFile file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", file.path());
    tree.put("size", file.size());
    tree.put("sha256", file.sha256().hex());
    return tree;
  }

  private static Map<String, Object> descriptor(Descriptor descriptor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mediaType", descriptor.mediaType());
    tree.put("digest", descriptor.digest());
    tree.put("size", descriptor.size());
    return tree;
  }
}
