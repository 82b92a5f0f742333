package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.FetchContract;
import io.caicloud.hotfix.testing.PublishContract;
import io.caicloud.hotfix.testing.PublishRefusalContract;
import io.caicloud.hotfix.testing.PublishResumeContract;
import io.caicloud.hotfix.testing.TestedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What publishing and fetching do with a directory. */
final class PublishToDirectoryTest {

  @TempDir Path root;

  @Nested
  final class Publishing extends PublishContract {
    @Override
    protected TestedStore target() {
      return TestStores.inDirectory(root);
    }
  }

  @Nested
  final class Refusing extends PublishRefusalContract {
    @Override
    protected TestedStore target() {
      return TestStores.inDirectory(root);
    }
  }

  @Nested
  final class Resuming extends PublishResumeContract {
    @Override
    protected TestedStore target() {
      return TestStores.inDirectory(root);
    }
  }

  @Nested
  final class Fetching extends FetchContract {
    @Override
    protected TestedStore target() {
      return TestStores.inDirectory(root);
    }
  }
}
