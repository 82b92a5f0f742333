package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.release.PublishPlan;
import io.caicloud.hotfix.release.PublishRequest;
import io.caicloud.hotfix.release.PublishStep;
import io.caicloud.hotfix.release.Receipt;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.FetchContract;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.PublishContract;
import io.caicloud.hotfix.testing.PublishRefusalContract;
import io.caicloud.hotfix.testing.PublishResumeContract;
import io.caicloud.hotfix.testing.SamplePackages;
import io.caicloud.hotfix.testing.TestedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing and fetching do with a bucket, and what they ask OSS for. */
final class PublishToOssTest {

  @TempDir Path folder;

  private final OssServer server = OssServer.start();

  @Nested
  final class Publishing extends PublishContract {
    @Override
    protected TestedStore target() {
      return new TestedBucket(server);
    }
  }

  @Nested
  final class Refusing extends PublishRefusalContract {
    @Override
    protected TestedStore target() {
      return new TestedBucket(server);
    }
  }

  @Nested
  final class Resuming extends PublishResumeContract {
    @Override
    protected TestedStore target() {
      return new TestedBucket(server);
    }
  }

  @Nested
  final class Fetching extends FetchContract {
    @Override
    protected TestedStore target() {
      return new TestedBucket(server);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void plans_without_a_write_and_sends_to_several_versions_once() throws IOException {
    HotfixPackage web = SamplePackages.make(folder, "console-web", "20181123");
    Path readme = Files.writeString(folder.resolve("README.md"), "# notes\n");
    PublishRequest request =
        PublishRequest.of(web).notes(readme).to("compass-v2.7.2", "compass-v2.7.1", "compass-rc");
    try (ReleaseStore store = Stores.on(server).build()) {
      PublishPlan plan = request.plan(store);

      assertThat(server.log().entries(OssRequest::writes)).isEmpty();
      assertThat(plan.steps()).hasSize(9).allMatch(s -> s.verdict() == PublishStep.Verdict.NEW);
      assertThat(plan.steps().get(0).object().fingerprint().size()).isEqualTo(web.size());

      Receipt receipt = request.publish(store);

      assertThat(server.log().entries(OssRequest.is(OssOperation.COPY_OBJECT))).hasSize(2);
      assertThat(server.log().bytesUploaded())
          .isEqualTo(plan.bytesToSend())
          .isEqualTo(receipt.sent());
      assertThat(receipt.comment())
          .startsWith("packages uploaded to\noss://release/platform/compass-v2.7.2/hotfixes/")
          .endsWith("\n/queue done-package-uploaded");
      int writes = server.log().entries(OssRequest::writes).size();
      assertThat(request.plan(store).isDone()).isTrue();
      assertThat(request.publish(store).sent()).isZero();
      server.bucket().put(plan.steps().get(0).object().key().value(), new byte[3]);
      assertThat(request.plan(store).conflicts()).hasSize(1);
      assertThat(server.log().entries(OssRequest::writes)).hasSize(writes);
    }
  }
}
