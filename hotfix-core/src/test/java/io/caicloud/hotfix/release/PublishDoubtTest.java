package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.release.ReceiptEntry.Status;
import io.caicloud.hotfix.testing.FaultyStore;
import io.caicloud.hotfix.testing.FaultyStore.Kind;
import io.caicloud.hotfix.testing.MemoryStore;
import io.caicloud.hotfix.testing.SamplePackages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishing makes of a store that does not prove what it has. */
final class PublishDoubtTest {

  @TempDir Path folder;

  @Test
  void notices_a_store_that_keeps_other_bytes_than_it_was_sent() {
    MemoryStore memory = new MemoryStore(false);
    FaultyStore store =
        new FaultyStore(memory)
            .after(
                operation -> {
                  if (operation.kind() == Kind.PUT) {
                    memory.overwrite(operation.key(), "damaged".getBytes(UTF_8));
                  }
                });
    PublishRequest request =
        PublishRequest.of(SamplePackages.make(folder, "console-web", "20181123"))
            .to("compass-v2.7.2");

    PublishException failure =
        catchThrowableOfType(PublishException.class, () -> request.publish(store));

    assertThat(failure.code()).isEqualTo("store-damaged");
    assertThat(failure.receipt().entries().get(0).status()).isEqualTo(Status.FAILED);
    assertThat(store.writes()).hasSize(1);
  }
}
