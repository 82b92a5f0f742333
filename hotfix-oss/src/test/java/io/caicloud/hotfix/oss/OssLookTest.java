package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Lookup;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an object whose bytes are damaged on their way here. */
final class OssLookTest extends StoreOnServer {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sees_no_conflict_when_the_right_object_of_a_rival_is_read_wrong_once(boolean crc) {
    bucket.put(KEY.value(), bytesOf(LARGE));
    if (!crc) {
      server.faults().always(OssRequest.is(OssOperation.HEAD_OBJECT), OssFault.noCrc());
    }
    fail(OssOperation.GET_OBJECT, OssFault.flipSentByte(7));
    assertThat(store().look(KEY, LARGE.fingerprint()).state()).isEqualTo(Lookup.State.IDENTICAL);
    assertThat(count(OssOperation.GET_OBJECT)).isEqualTo(2);
  }

  @Test
  void tells_the_digest_of_other_bytes_although_they_are_read_wrong_once() {
    bucket.put(KEY.value(), bytes(18, 9));
    server.faults().always(OssRequest.is(OssOperation.HEAD_OBJECT), OssFault.noCrc());
    fail(OssOperation.GET_OBJECT, OssFault.flipSentByte(7));
    Lookup found = store().look(KEY, LARGE.fingerprint());
    assertThat(found.state()).isEqualTo(Lookup.State.DIFFERENT);
    assertThat(found.sha256()).contains(Digest.of(bytes(18, 9)));
  }

  @Test
  void says_that_bytes_are_damaged_when_they_never_are_what_the_store_says() {
    bucket.put(KEY.value(), bytesOf(LARGE));
    server.faults().always(OssRequest.is(OssOperation.GET_OBJECT), OssFault.flipSentByte(7));
    OssStore store = store();
    assertThat(codeOf(() -> store.look(KEY, LARGE.fingerprint()))).isEqualTo("store-damaged");
  }
}
