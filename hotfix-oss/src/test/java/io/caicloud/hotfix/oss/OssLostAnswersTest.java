package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssLog;
import io.caicloud.hotfix.testing.OssOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are lost are resolved by looking, and of rivals exactly one wins. */
final class OssLostAnswersTest extends StoreOnServer {

  private static final List<OssFault> LOSSES =
      List.of(
          OssFault.resetAfterReading(0),
          OssFault.resetAfterDoing(),
          OssFault.closeAfterDoing(),
          OssFault.errorAfterDoing(500, "InternalError"),
          OssFault.errorAfterDoing(504, "GatewayTimeout"),
          OssFault.htmlPage(200),
          OssFault.htmlPage(502),
          OssFault.truncateAfter(20));

  /** What can be asked to make an object. */
  enum Way {
    PUT(true, OssOperation.PUT_OBJECT),
    INITIATE(false, OssOperation.INITIATE_MULTIPART_UPLOAD),
    PART(false, OssOperation.UPLOAD_PART),
    COMPLETE(false, OssOperation.COMPLETE_MULTIPART_UPLOAD),
    COPY(true, OssOperation.COPY_OBJECT),
    COPY_INITIATE(false, OssOperation.INITIATE_MULTIPART_UPLOAD),
    COPY_PART(false, OssOperation.UPLOAD_PART_COPY),
    COPY_COMPLETE(false, OssOperation.COMPLETE_MULTIPART_UPLOAD);

    private final boolean small;
    private final OssOperation operation;

    Way(boolean small, OssOperation operation) {
      this.small = small;
      this.operation = operation;
    }

    private Content content() {
      return small ? SMALL : LARGE;
    }

    private boolean copies() {
      return this == COPY || this == COPY_INITIATE || this == COPY_PART || this == COPY_COMPLETE;
    }
  }

  static Stream<Arguments> losses() {
    return Stream.of(Way.values())
        .flatMap(way -> LOSSES.stream().map(loss -> Arguments.of(way, loss)));
  }

  private Placement make(OssStore store, Way way) {
    if (!way.copies()) {
      return put(store, KEY, way.content());
    }
    bucket.put(OTHER.value(), bytesOf(way.content()));
    return store.copyIfAbsent(OTHER, KEY, way.content().fingerprint());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void finds_out_what_became_of_a_request(Way way, OssFault loss) {
    fail(way.operation, loss);
    assertThat(make(store(), way).object().size()).isEqualTo(way.content().size());
    assertThat(stored(KEY)).isEqualTo(bytesOf(way.content()));
    assertThat(bucket.uploads()).isEmpty();
    assertThat(server.log().entries()).anyMatch(entry -> entry.fault().equals(loss.name()));
    assertThat(bucket.keys()).isSubsetOf(KEY.value(), OTHER.value());
  }

  @ParameterizedTest
  @EnumSource
  void says_so_when_nothing_comes_of_it(Way way) {
    server
        .faults()
        .always(
            request -> request.operation() == way.operation, OssFault.error(503, "Unavailable"));
    assertThat(codeOf(() -> make(store(), way))).isEqualTo("store-unreachable");
    assertThat(count(way.operation)).isEqualTo(4);
    assertThat(bucket.object(KEY.value())).isEmpty();
    assertThat(bucket.uploads()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tells_of_a_rival_with_other_bytes(Way way) {
    byte[] theirs = bytes(9, 77);
    fail(way.operation, OssFault.before(() -> bucket.put(KEY.value(), theirs)));
    StoreConflictException conflict =
        catchThrowableOfType(StoreConflictException.class, () -> make(store(), way));
    assertThat(conflict.message(Locale.ENGLISH))
        .contains(KEY.value())
        .contains(way.content().fingerprint().sha256().hex())
        .contains(Digest.of(theirs).hex());
    assertThat(stored(KEY)).isEqualTo(theirs);
    assertThat(bucket.uploads()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void takes_the_same_bytes_of_a_rival_as_success(Way way) {
    byte[] same = bytesOf(way.content());
    fail(way.operation, OssFault.before(() -> bucket.put(KEY.value(), same)));
    assertThat(make(store(), way).created()).isFalse();
    assertThat(stored(KEY)).isEqualTo(same);
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void leaves_uploads_of_others_alone_that_have_parts() {
    OssStore rival = store();
    server.faults().always(request -> request.part() == 2, OssFault.error(403, "AccessDenied"));
    fail(OssOperation.ABORT_MULTIPART_UPLOAD, OssFault.error(403, "AccessDenied"));
    assertThat(codeOf(() -> put(rival, KEY, LARGE))).isEqualTo("store-denied");
    String theirs = bucket.uploads().get(0).id();
    server.faults().clear();
    fail(OssOperation.INITIATE_MULTIPART_UPLOAD, OssFault.resetAfterDoing());
    put(store(), KEY, LARGE);
    assertThat(bucket.uploads()).singleElement().matches(upload -> upload.id().equals(theirs));
  }

  @Test
  void leaves_no_orphan_when_every_answer_to_initiate_is_lost() {
    server
        .faults()
        .next(
            4,
            request -> request.operation() == OssOperation.INITIATE_MULTIPART_UPLOAD,
            OssFault.resetAfterDoing());
    assertThat(codeOf(() -> put(store(), KEY, LARGE))).isEqualTo("store-unreachable");
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void forbids_overwriting_at_every_step_that_makes_an_object() {
    OssStore store = store();
    put(store, KEY, SMALL);
    put(store, StoreKey.of("large"), LARGE);
    store.copyIfAbsent(KEY, StoreKey.of("small-copy"), SMALL.fingerprint());
    store.copyIfAbsent(StoreKey.of("large"), StoreKey.of("large-copy"), LARGE.fingerprint());
    List<OssOperation> makers =
        List.of(
            OssOperation.PUT_OBJECT,
            OssOperation.COPY_OBJECT,
            OssOperation.INITIATE_MULTIPART_UPLOAD,
            OssOperation.COMPLETE_MULTIPART_UPLOAD);
    List<OssLog.Entry> asked =
        server.log().entries(request -> makers.contains(request.operation()));
    assertThat(asked).hasSize(6);
    assertThat(asked)
        .allMatch(entry -> entry.request().headers().containsKey("x-oss-forbid-overwrite"))
        .allMatch(entry -> entry.status() == 200);
    assertThat(
            server
                .log()
                .entries(
                    request ->
                        request.operation() == OssOperation.PUT_OBJECT
                            || request.operation() == OssOperation.UPLOAD_PART))
        .hasSize(6)
        .allMatch(entry -> entry.request().headers().containsKey("content-md5"));
  }

  @Test
  void notices_bytes_that_were_damaged_on_the_way_once_and_twice() {
    OssStore store = store();
    fail(OssOperation.UPLOAD_PART, OssFault.flipReceivedByte(1));
    put(store, KEY, LARGE);
    assertThat(stored(KEY)).isEqualTo(bytesOf(LARGE));
    server.faults().always(request -> true, OssFault.flipReceivedByte(1));
    assertThat(codeOf(() -> put(store, OTHER, SMALL))).isEqualTo("store-damaged");
    assertThat(count(OssOperation.PUT_OBJECT)).isEqualTo(2);
    assertThat(bucket.keys()).containsExactly(KEY.value());
  }

  @Test
  void says_so_when_the_service_does_not_tell_what_it_stored() {
    server.faults().always(request -> true, OssFault.noCrc());
    HotfixException silent = failure(() -> put(store(), KEY, SMALL));
    assertThat(silent.code()).isEqualTo("store-damaged");
    assertThat(silent.message(Locale.ENGLISH)).contains("no CRC-64");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 18})
  void tells_a_file_that_changed_from_bytes_that_were_damaged(int size) throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes(size, 1));
    Content content = Content.read(file, 4);
    Files.write(file, bytes(size, 2));
    assertThat(codeOf(() -> put(store(), KEY, content))).isEqualTo("source-changed");
    assertThat(bucket.keys()).isEmpty();
    assertThat(bucket.uploads()).isEmpty();
  }

  @Test
  void says_so_when_something_else_is_stored_in_the_end() {
    server
        .faults()
        .next(
            1,
            request -> request.operation() == OssOperation.PUT_OBJECT,
            OssFault.afterDoing(() -> bucket.put(KEY.value(), bytes(4, 66))));
    assertThat(codeOf(() -> put(store(), KEY, SMALL))).isEqualTo("store-damaged");
    server.faults().always(request -> true, OssFault.wrongCrc());
    assertThat(codeOf(() -> put(store(), OTHER, LARGE))).isIn("store-damaged", "store-conflict");
    assertThat(new ByteArrayInputStream(stored(OTHER))).hasBinaryContent(bytesOf(LARGE));
  }
}
