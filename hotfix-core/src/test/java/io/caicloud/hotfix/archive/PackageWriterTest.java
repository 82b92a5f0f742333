package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.TinyImages;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageWriterTest {

  @TempDir Path folder;

  @Test
  void has_the_planned_size_and_satisfies_gzip() throws IOException {
    Tools.require("gzip");
    TinyImages source = new TinyImages();
    TinyImage image =
        TinyImage.builder()
            .layer(Samples.layer(700_000, 1))
            .layer(Samples.layer(70_000, 2))
            .layer(Samples.layer(700_000, 1))
            .build();
    ArchivePlan plan =
        ArchivePlan.of(Samples.content().image(Samples.image(source, "web", image)).build());
    HotfixPackage built = PackageWriter.write(plan, source, folder, WriteOptions.defaults());
    assertThat(Files.size(built.path())).isEqualTo(plan.size());
    Tools.run("gzip", "-t", built.path().toString()).succeeded();
  }
}
