package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSS;
import com.aliyun.oss.model.UploadPartRequest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssLog;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upload that was stopped is gone on with by the next process, or begun anew. */
final class OssResumeTest extends StoreOnServer {

  private static final OssFault DENIED = OssFault.error(403, "AccessDenied");

  /** Stop an upload of five parts after three. */
  private void stop() {
    server.faults().always(OssRequest.isPart(4), DENIED);
    assertThat(codeOf(() -> put(journaling(), KEY, LARGE))).isEqualTo("store-denied");
    server.faults().clear();
    assertThat(bucket.uploads()).hasSize(1);
    assertThat(bucket.uploads().get(0).parts()).hasSize(3);
    server.log().clear();
    notices.clear();
  }

  private List<Integer> partsSent() {
    return server.log().entries(OssRequest.is(OssOperation.UPLOAD_PART)).stream()
        .map(OssLog.Entry::request)
        .map(OssRequest::part)
        .toList();
  }

  private void isWholeAndClean() throws IOException {
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(bucket.uploads()).isEmpty();
    assertThat(journalFiles()).isEmpty();
  }

  private List<Path> journalFiles() throws IOException {
    if (!Files.isDirectory(journals())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(journals())) {
      return files.toList();
    }
  }

  @Test
  void sends_only_the_parts_that_are_missing() throws IOException {
    stop();
    Placement placement = put(journaling(), KEY, LARGE);
    assertThat(partsSent()).containsExactly(4, 5);
    assertThat(placement.created()).isTrue();
    assertThat(placement.sent()).isEqualTo(6);
    assertThat(noticed()).singleElement().asString().contains("3 of 5");
    isWholeAndClean();
  }

  @Test
  void asks_for_all_pages_of_parts() {
    Content content = Content.of(bytes(1010, 5));
    server.faults().always(OssRequest.isPart(1008), DENIED);
    OssStoreBuilder tiny = builder().smallParts(1, 10_000).journal(journals());
    assertThat(codeOf(() -> put(open(tiny), KEY, content))).isEqualTo("store-denied");
    server.faults().clear();
    server.log().clear();
    put(open(tiny), KEY, content);
    assertThat(count(OssOperation.LIST_PARTS)).isEqualTo(2);
    assertThat(partsSent()).containsExactly(1008, 1009, 1010);
    assertThat(stored(KEY)).isEqualTo(bytes(1010, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"version\":1}", "{\"version\":2}", "\u0000\uffff"})
  void begins_anew_when_the_journal_is_damaged(String text) throws IOException {
    stop();
    Files.writeString(journalFiles().get(0), text);
    put(journaling(), KEY, LARGE);
    assertThat(partsSent()).containsExactly(1, 2, 3, 4, 5);
    assertThat(noticed()).singleElement().asString().contains("cannot be read");
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(journalFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sha256\":\"sha256:zz\"",
        "\"sha256\":7",
        "\"size\":\"many\"",
        "\"partSize\":null",
        "\"name\":\"platform/other\"",
        "\"bucket\":\"other\"",
        "\"endpoint\":\"https://oss-cn-beijing.aliyuncs.com\""
      })
  void begins_anew_when_the_journal_is_of_something_else(String field) throws IOException {
    stop();
    Path journal = journalFiles().get(0);
    String name = field.substring(0, field.indexOf(':'));
    String text = Files.readString(journal);
    String changed = text.replaceFirst(name + ":(\"[^\"]*\"|\\d+)", field);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(journal, changed);
    put(journaling(), KEY, LARGE);
    assertThat(partsSent()).containsExactly(1, 2, 3, 4, 5);
    assertThat(noticed()).singleElement().asString().contains("cannot be read");
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
  }

  @Test
  void begins_anew_for_other_bytes_and_ends_the_old_upload() throws IOException {
    stop();
    Content other = Content.of(bytes(18, 99));
    put(journaling(), KEY, other);
    assertThat(noticed()).singleElement().asString().contains("had other content");
    assertThat(partsSent()).containsExactly(1, 2, 3, 4, 5);
    assertThat(stored(KEY)).isEqualTo(bytes(18, 99));
    assertThat(bucket.object(KEY.value()).orElseThrow().metadata("sha256"))
        .hasValue(other.fingerprint().sha256().hex());
    assertThat(bucket.uploads()).isEmpty();
    assertThat(journalFiles()).isEmpty();
  }

  @Test
  void begins_anew_for_parts_of_another_size() throws IOException {
    stop();
    put(open(builder().smallParts(5, 10_000).journal(journals())), KEY, LARGE);
    assertThat(partsSent()).containsExactly(1, 2, 3, 4);
    isWholeAndClean();
  }

  @Test
  void begins_anew_without_sending_when_the_upload_is_gone() throws IOException {
    stop();
    bucket.abort(bucket.uploads().get(0).id());
    put(journaling(), KEY, LARGE);
    assertThat(noticed()).singleElement().asString().contains("is gone");
    assertThat(partsSent()).containsExactly(1, 2, 3, 4, 5);
    isWholeAndClean();
  }

  @Test
  void begins_anew_when_the_upload_ends_under_its_hands() throws IOException {
    OssFault expiry = OssFault.before(() -> bucket.abort(bucket.uploads().get(0).id()));
    server.faults().next(1, OssRequest.isPart(3), expiry);
    Placement placement = put(journaling(), KEY, LARGE);
    assertThat(noticed()).singleElement().asString().contains("is gone");
    assertThat(placement.created()).isTrue();
    isWholeAndClean();
  }

  @Test
  void gives_up_when_every_upload_ends_under_its_hands() {
    OssFault expiry = OssFault.before(() -> bucket.abort(bucket.uploads().get(0).id()));
    server.faults().always(OssRequest.isPart(1), expiry);
    assertThat(codeOf(() -> put(store(), KEY, LARGE))).isEqualTo("store-failed");
    assertThat(count(OssOperation.INITIATE_MULTIPART_UPLOAD)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void sends_a_part_again_that_is_another_there(int size) throws IOException {
    stop();
    OSS oss = SdkClients.client(server, server.credential());
    try {
      String id = bucket.uploads().get(0).id();
      byte[] bytes = bytes(size, 50);
      oss.uploadPart(
          new UploadPartRequest(
              "release", KEY.value(), id, 2, new ByteArrayInputStream(bytes), size));
    } finally {
      oss.shutdown();
    }
    server.log().clear();
    put(journaling(), KEY, LARGE);
    assertThat(partsSent()).containsExactly(2, 4, 5);
    isWholeAndClean();
  }

  @Test
  void ends_its_upload_when_the_object_has_come_otherwise() throws IOException {
    stop();
    bucket.put(KEY.value(), bytesOf(LARGE));
    assertThat(put(journaling(), KEY, LARGE).created()).isFalse();
    isWholeAndClean();
  }

  @Test
  void ends_its_upload_when_another_object_has_come() throws IOException {
    stop();
    bucket.put(KEY.value(), bytes(3, 3));
    assertThat(codeOf(() -> put(journaling(), KEY, LARGE))).isEqualTo("store-conflict");
    assertThat(bucket.uploads()).isEmpty();
    assertThat(journalFiles()).isEmpty();
  }

  @Test
  void does_without_a_journal_that_cannot_be_written() throws IOException {
    Files.writeString(journals(), "a file in place of the folder");
    put(journaling(), KEY, LARGE);
    assertThat(noticed()).anySatisfy(text -> assertThat(text).contains("cannot be written"));
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
  }

  @Test
  void ends_its_upload_when_it_has_failed_for_good() throws IOException {
    server.faults().always(OssRequest.isPart(4), OssFault.error(400, "InvalidArgument"));
    assertThat(codeOf(() -> put(journaling(), KEY, LARGE))).isEqualTo("store-failed");
    assertThat(bucket.uploads()).isEmpty();
    assertThat(journalFiles()).isEmpty();
    assertThat(partsSent()).doesNotContain(5);
  }

  @Test
  void keeps_the_journal_of_an_upload_that_could_not_be_ended() throws IOException {
    server.faults().always(OssRequest.isPart(4), OssFault.error(400, "InvalidArgument"));
    fail(OssOperation.ABORT_MULTIPART_UPLOAD, DENIED);
    assertThat(codeOf(() -> put(journaling(), KEY, LARGE))).isEqualTo("store-failed");
    assertThat(journalFiles()).hasSize(1);
    server.faults().clear();
    put(journaling(), KEY, LARGE);
    isWholeAndClean();
  }

  @Test
  void ends_its_upload_at_once_when_there_is_no_journal() {
    server.faults().always(OssRequest.isPart(4), OssFault.error(503, "ServiceUnavailable"));
    assertThat(codeOf(() -> put(store(), KEY, LARGE))).isEqualTo("store-unreachable");
    assertThat(bucket.uploads()).isEmpty();
  }
}
