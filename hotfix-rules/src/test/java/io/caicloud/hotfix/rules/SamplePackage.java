package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.archive.ArchivePlan;
import io.caicloud.hotfix.archive.Evidence;
import io.caicloud.hotfix.archive.PackageContent;
import io.caicloud.hotfix.archive.PackageFacts;
import io.caicloud.hotfix.archive.PackageWriter;
import io.caicloud.hotfix.archive.PackagedImage;
import io.caicloud.hotfix.archive.WriteOptions;
import io.caicloud.hotfix.spec.PackageName;
import io.caicloud.hotfix.spec.PackageNaming;
import io.caicloud.hotfix.testing.SampleSpecs;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import java.nio.file.Path;

/** The package of the sample hotfix, with its one image and any values. */
final class SamplePackage {

  static final String IMAGE = "[[ registry_release ]]/console-web:v3.3.2";

  private SamplePackage() {}

  static Path build(byte[] values, Path folder) {
    TinyImages source = new TinyImages();
    PackageContent content =
        PackageContent.builder(
                PackageName.of(
                    SampleSpecs.spec().build(), SampleSpecs.identity(), PackageNaming.DATED),
                PackageFacts.of(SampleSpecs.spec().build(), SampleSpecs.identity()))
            .values(values)
            .image(
                new PackagedImage(
                    source.add(IMAGE, TinyImage.of("web")),
                    "console-web-console-web-v3.3.2-image.tar.gz",
                    "harbor.caicloud.xyz/release/console-web:v3.3.2"))
            .evidence(new Evidence.Unchecked("a test"))
            .build();
    return PackageWriter.write(ArchivePlan.of(content), source, folder, WriteOptions.defaults())
        .path();
  }
}
