package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes is tried again, what does not is told at once. */
final class OssRetryTest extends StoreOnServer {

  @ParameterizedTest
  @CsvSource({
    "500, InternalError",
    "503, ServiceUnavailable",
    "503, UploadTrafficRateLimitExceeded",
    "503, DownloadTrafficRateLimitExceeded",
    "503, TotalQpsLimitExceeded",
    "503, MetaOperationQpsLimitExceeded",
    "503, ActiveRequestLimitExceeded",
    "400, RequestTimeout",
    "408, SomethingNew",
    "429, SomethingNew",
    "502, SomethingNew",
    "504, SomethingNew"
  })
  void tries_again_what_passes(int status, String code) {
    server.faults().next(3, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.error(status, code));
    put(store(), KEY, SMALL);
    assertThat(count(OssOperation.PUT_OBJECT)).isEqualTo(4);
    assertThat(stored(KEY)).isEqualTo(bytesOf(SMALL));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, store-denied",
    "403, SignatureDoesNotMatch, store-denied",
    "403, InvalidAccessKeyId, store-denied",
    "403, SecurityTokenExpired, store-denied",
    "400, InvalidArgument, store-failed",
    "400, EntityTooLarge, store-failed",
    "404, NoSuchBucket, store-missing",
    "409, FileAlreadyExists, store-failed",
    "409, ObjectNotAppendable, store-failed",
    "301, PermanentRedirect, store-failed",
    "403, SomethingNew, store-denied",
    "501, NotImplemented, store-failed"
  })
  void tells_at_once_what_does_not_pass(int status, String code, String expected) {
    server.faults().always(OssRequest.is(OssOperation.PUT_OBJECT), OssFault.error(status, code));
    HotfixException failure = failure(() -> put(store(), KEY, SMALL));
    assertThat(failure.code()).isEqualTo(expected);
    assertThat(failure.message(Locale.ENGLISH)).contains(code).contains(KEY.value());
    assertThat(count(OssOperation.PUT_OBJECT)).isEqualTo(1);
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void tries_once_more_after_it_has_set_its_clock() {
    server.clockAhead(Duration.ofMinutes(20));
    put(store(), KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(server.log().entries().stream().filter(e -> e.status() == 403)).hasSize(1);
  }

  @Test
  void tries_no_more_when_setting_its_clock_is_of_no_use() {
    OssFault skewed = OssFault.error(403, "RequestTimeTooSkewed");
    server.faults().always(OssRequest.is(OssOperation.PUT_OBJECT), skewed);
    HotfixException failure = failure(() -> put(store(), KEY, SMALL));
    assertThat(failure.code()).isEqualTo("store-denied");
    assertThat(failure.message(Locale.ENGLISH)).contains("clock");
    assertThat(count(OssOperation.PUT_OBJECT)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tries_as_often_as_it_was_told(boolean read) {
    server.faults().always(request -> true, OssFault.error(503, "ServiceUnavailable"));
    OssStore store = open(builder().attempts(3, Duration.ZERO));
    String code =
        codeOf(
            () -> {
              if (read) {
                store.list("", "");
              } else {
                store.stat(KEY);
              }
            });
    assertThat(code).isEqualTo("store-unreachable");
    assertThat(server.log().entries()).hasSize(3);
  }

  private OssStoreBuilder hasty() {
    return builder()
        .deadline(Duration.ofMillis(500))
        .line(new Line(1_000_000_000, Optional.empty()))
        .attempts(6, Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"HEAD_OBJECT", "GET_BUCKET_VERSIONING", "PUT_OBJECT"})
  void waits_no_longer_than_it_was_told(OssOperation operation) {
    fail(operation, OssFault.hang());
    put(open(hasty()), KEY, SMALL);
    assertThat(count(operation)).isGreaterThanOrEqualTo(2);
    assertThat(stored(KEY)).isEqualTo(bytesOf(SMALL));
  }

  @ParameterizedTest
  @CsvSource({"INITIATE_MULTIPART_UPLOAD", "UPLOAD_PART", "COMPLETE_MULTIPART_UPLOAD"})
  void finds_out_what_became_of_a_request_that_took_too_long(OssOperation operation) {
    fail(operation, OssFault.hangAfterDoing());
    put(open(hasty()), KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void waits_no_longer_for_an_answer_that_drips() {
    put(store(), KEY, LARGE);
    server.faults().always(OssRequest.is(OssOperation.LIST_OBJECTS_V2), OssFault.sendSlowly(200));
    HotfixException failure = failure(() -> open(hasty().attempts(1, Duration.ZERO)).list("", ""));
    assertThat(failure.code()).isEqualTo("store-unreachable");
    // On a busy machine a drop may take as long as the whole answer should.
    assertThat(failure.message(Locale.ENGLISH)).containsAnyOf("500 ms", "Read timed out");
  }
}
