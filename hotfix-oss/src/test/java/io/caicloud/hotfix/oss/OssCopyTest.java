package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Copies inside of a bucket are proven although they may have no CRC. */
final class OssCopyTest extends StoreOnServer {

  private void copies(Content content) {
    OssStore store = store();
    put(store, KEY, content);
    server.log().clear();
    assertThat(store.copyIfAbsent(KEY, OTHER, content.fingerprint()).created()).isTrue();
    assertThat(stored(OTHER)).isEqualTo(bytesOf(content));
    assertThat(bucket.object(OTHER.value()).orElseThrow().metadata("sha256"))
        .hasValue(content.fingerprint().sha256().hex());
    assertThat(server.log().bytesUploaded()).isZero();
  }

  @Test
  void proves_a_copy_by_its_crc() {
    copies(SMALL);
    assertThat(count(OssOperation.GET_OBJECT)).isZero();
  }

  @Test
  void proves_a_copy_in_parts_by_its_crc() {
    copies(LARGE);
    assertThat(count(OssOperation.UPLOAD_PART_COPY)).isEqualTo(5);
    assertThat(count(OssOperation.GET_OBJECT)).isZero();
  }

  @Test
  void proves_a_copy_without_crc_by_its_etag() {
    bucket.copiesHaveCrc(false);
    copies(SMALL);
    assertThat(count(OssOperation.GET_OBJECT)).isZero();
  }

  @Test
  void reads_back_a_copy_in_parts_without_crc() {
    bucket.copiesHaveCrc(false);
    copies(LARGE);
    assertThat(count(OssOperation.GET_OBJECT)).isPositive();
  }

  @Test
  void takes_a_copy_without_crc_again_as_success() {
    bucket.copiesHaveCrc(false);
    copies(LARGE);
    assertThat(store().copyIfAbsent(KEY, OTHER, LARGE.fingerprint()).created()).isFalse();
  }

  @Test
  void notices_a_copy_without_crc_that_is_another() {
    bucket.copiesHaveCrc(false);
    for (Content content : new Content[] {SMALL, LARGE}) {
      OssOperation last =
          content == SMALL ? OssOperation.COPY_OBJECT : OssOperation.COMPLETE_MULTIPART_UPLOAD;
      OssStore store = store();
      bucket.put(KEY.value(), bytesOf(content));
      byte[] other = bytes((int) content.size(), 88);
      fail(last, OssFault.afterDoing(() -> bucket.put(OTHER.value(), other)));
      assertThat(codeOf(() -> store.copyIfAbsent(KEY, OTHER, content.fingerprint())))
          .isEqualTo("store-damaged");
      bucket.delete(KEY.value());
      bucket.delete(OTHER.value());
    }
  }

  @Test
  void copies_nothing_that_changed_meanwhile() {
    for (Content content : new Content[] {SMALL, LARGE}) {
      OssOperation first =
          content == SMALL ? OssOperation.COPY_OBJECT : OssOperation.UPLOAD_PART_COPY;
      OssStore store = store();
      bucket.put(KEY.value(), bytesOf(content));
      byte[] other = bytes((int) content.size(), 88);
      fail(first, OssFault.before(() -> bucket.put(KEY.value(), other)));
      assertThat(codeOf(() -> store.copyIfAbsent(KEY, OTHER, content.fingerprint())))
          .isEqualTo("store-damaged");
      assertThat(bucket.object(OTHER.value())).isEmpty();
      assertThat(bucket.uploads()).isEmpty();
    }
  }

  @Test
  void names_the_source_when_it_is_gone() {
    OssStore store = store();
    bucket.put(KEY.value(), bytesOf(SMALL));
    fail(OssOperation.COPY_OBJECT, OssFault.before(() -> bucket.delete(KEY.value())));
    HotfixException gone = failure(() -> store.copyIfAbsent(KEY, OTHER, SMALL.fingerprint()));
    assertThat(gone.code()).isEqualTo("store-missing");
    assertThat(gone.message(Locale.ENGLISH)).contains(KEY.value()).doesNotContain(OTHER.value());
  }

  @Test
  void notes_the_right_digest_though_the_source_has_none() {
    bucket.put(KEY.value(), bytesOf(SMALL));
    OssStore store = store();
    store.copyIfAbsent(KEY, OTHER, SMALL.fingerprint());
    assertThat(store.stat(OTHER).orElseThrow().sha256()).hasValue(SMALL.fingerprint().sha256());
  }
}
