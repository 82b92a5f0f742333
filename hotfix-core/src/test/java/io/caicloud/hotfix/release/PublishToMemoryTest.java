package io.caicloud.hotfix.release;

import io.caicloud.hotfix.testing.FetchContract;
import io.caicloud.hotfix.testing.PublishContract;
import io.caicloud.hotfix.testing.PublishRefusalContract;
import io.caicloud.hotfix.testing.PublishResumeContract;
import io.caicloud.hotfix.testing.TestedStore;
import org.junit.jupiter.api.Nested;

/** What publishing and fetching do with the store of the fixtures. */
final class PublishToMemoryTest {

  private final TestedStore store = TestStores.inMemory();

  @Nested
  final class Publishing extends PublishContract {
    @Override
    protected TestedStore target() {
      return store;
    }
  }

  @Nested
  final class Refusing extends PublishRefusalContract {
    @Override
    protected TestedStore target() {
      return store;
    }
  }

  @Nested
  final class Resuming extends PublishResumeContract {
    @Override
    protected TestedStore target() {
      return store;
    }
  }

  @Nested
  final class Fetching extends FetchContract {
    @Override
    protected TestedStore target() {
      return store;
    }
  }
}
