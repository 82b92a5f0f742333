package io.caicloud.hotfix;

import io.caicloud.hotfix.archive.ArchivePlan;
import io.caicloud.hotfix.archive.PackageContent;
import io.caicloud.hotfix.archive.PackageFacts;
import io.caicloud.hotfix.archive.PackagedImage;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.HotfixIdentity;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.spec.PackageFiles;
import io.caicloud.hotfix.spec.PackageName;
import java.util.Map;

/** Makes plans of candidates. Not safe to share between threads. */
final class Planner {

  private final BuildOptions options;
  private final Resolver resolver;

  Planner(BuildOptions options) {
    this.options = options;
    this.resolver = new Resolver(options);
  }

  PackagePlan plan(Candidate candidate) {
    HotfixSpec spec = candidate.spec();
    HotfixIdentity identity = candidate.identity();
    PackageName name = PackageName.of(spec, identity, options.naming());
    PackageContent.Builder content =
        PackageContent.builder(
                name,
                new PackageFacts(
                    spec.product(),
                    spec.productVersion(),
                    spec.date(),
                    spec.desc(),
                    spec.group(),
                    identity.addon(),
                    identity.namespace(),
                    identity.version()))
            .layout(options.layout())
            .values(candidate.values().document().bytes())
            .evidence(candidate.evidence());
    candidate.imagesAtSite().forEach(content::imageAtSite);
    Map<ImageReference, String> files = PackageFiles.images(identity.addon(), candidate.images());
    for (ResolvedImage image : resolver.resolve(name.fileName(), candidate.images())) {
      ImageReference reference = image.reference();
      String file = files.get(reference);
      if (file == null) {
        throw new IllegalStateException("the source answered for another image: " + reference);
      }
      content.image(new PackagedImage(image, file, options.target(reference)));
    }
    return new PackagePlan(candidate, name, ArchivePlan.of(content.build()));
  }
}
