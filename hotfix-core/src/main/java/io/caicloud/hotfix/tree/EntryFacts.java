package io.caicloud.hotfix.tree;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.spec.AddonName;
import io.caicloud.hotfix.spec.HotfixDesc;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixVersion;
import io.caicloud.hotfix.spec.Namespace;
import io.caicloud.hotfix.spec.PackageFolderName;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.values.Metadata;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.Function;

/** What path and values of an entry say, as far as they say it well. */
record EntryFacts(
    Optional<Namespace> namespace,
    Optional<HotfixIdentity> identity,
    Optional<PackageFolderName> folder) {

  static EntryFacts of(EntrySource source) {
    Optional<Metadata> metadata = source.readable().map(AddonValues::metadata);
    Optional<HotfixVersion> version =
        metadata.flatMap(Metadata::version).flatMap(text -> parsed(text, HotfixVersion::parse));
    Optional<AddonName> addon =
        metadata.flatMap(Metadata::name).flatMap(text -> parsed(text, AddonName::parse));
    Optional<Namespace> namespace =
        metadata
            .flatMap(Metadata::namespace)
            .map(YamlScalar::value)
            .or(() -> source.path().namespaceFolder())
            .flatMap(text -> parsed(text, Namespace::parse));
    Optional<HotfixIdentity> identity =
        addon.flatMap(
            name ->
                namespace.flatMap(
                    space -> version.map(tag -> new HotfixIdentity(name, space, tag))));
    Optional<PackageFolderName> folder =
        version.map(source.path()::folder).orElseGet(source.path()::folder);
    return new EntryFacts(namespace, identity, folder);
  }

  /** Return the desc of the folder; nothing if it has two that disagree. */
  Optional<HotfixDesc> desc() {
    return folder.filter(name -> !disagrees(name)).flatMap(PackageFolderName::desc);
  }

  static boolean disagrees(PackageFolderName name) {
    return name.leadingDesc().isPresent()
        && name.trailingDesc().isPresent()
        && !name.leadingDesc().equals(name.trailingDesc());
  }

  private static <T> Optional<T> parsed(YamlScalar scalar, Function<String, T> parse) {
    return parsed(scalar.value(), parse);
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (HotfixException e) {
      // The rules judge the values; here it only means that there is no such part.
      return Optional.empty();
    }
  }
}
