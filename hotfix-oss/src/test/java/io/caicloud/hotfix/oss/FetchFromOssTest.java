package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.release.FetchRequest;
import io.caicloud.hotfix.release.FetchResult;
import io.caicloud.hotfix.release.ReleaseStore;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssLog;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fetching asks OSS for, and what it makes of faults on the way. */
final class FetchFromOssTest {

  private static final String KEY = "manual-fixes/20181123/fix.bin";
  private static final Predicate<OssRequest> GET = OssRequest.is(OssOperation.GET_OBJECT);

  @TempDir Path folder;

  private final byte[] content = content();
  private final OssServer server = OssServer.start();

  private ReleaseStore open() {
    return Stores.on(server).build();
  }

  private void overwrite(String key, byte[] bytes) {
    server.bucket().put(key, bytes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] content() {
    byte[] bytes = new byte[1 << 20];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private FetchResult fetch() {
    try (ReleaseStore store = open()) {
      return FetchRequest.of("manual-fixes/").into(folder).fetch(store);
    }
  }

  @Test
  void asks_for_the_rest_when_an_answer_breaks_off() {
    overwrite(KEY, content);
    server.faults().next(2, GET, OssFault.truncateAfter(300_000));

    assertThat(fetch().received()).isEqualTo(content.length);

    assertThat(folder.resolve("20181123/fix.bin")).hasBinaryContent(content);
    List<OssLog.Entry> gets = server.log().entries(GET);
    assertThat(gets).hasSize(3);
    assertThat(gets.get(2).request().header("range")).contains("bytes=600000-1048575");
  }

  @Test
  void keeps_what_it_has_when_the_service_goes_away_and_asks_for_the_rest_then() {
    overwrite(KEY, content);
    server.faults().next(1, GET, OssFault.truncateAfter(400_000));
    server.faults().always(GET, OssFault.error(503, "ServiceUnavailable"));
    HotfixException failure = catchThrowableOfType(HotfixException.class, this::fetch);
    assertThat(failure.code()).isEqualTo("store-unreachable");
    assertThat(folder.resolve("20181123/fix.bin")).doesNotExist();
    server.faults().clear();
    server.log().clear();

    assertThat(fetch().received()).isEqualTo(content.length - 400_000);

    assertThat(folder.resolve("20181123/fix.bin")).hasBinaryContent(content);
    assertThat(server.log().bytesDownloaded()).isEqualTo(content.length - 400_000);
  }

  @Test
  void compares_with_the_crc_of_the_service_what_has_no_checksum_beside_it() {
    overwrite(KEY, content);
    server.faults().next(1, GET, OssFault.flipSentByte(1000));
    HotfixException failure = catchThrowableOfType(HotfixException.class, this::fetch);
    assertThat(failure.code()).isEqualTo("fetch-damaged");
    assertThat(folder.resolve("20181123")).isEmptyDirectory();

    fetch();
    assertThat(server.log().entries(GET)).as("read once each time").hasSize(2);
  }

  @Test
  void passes_over_the_folders_that_consoles_make_and_no_other_strange_name() {
    overwrite(KEY, content);
    overwrite("manual-fixes/", new byte[0]);
    overwrite("manual-fixes/20181123/", new byte[0]);
    assertThat(fetch().files()).hasSize(1);
    for (String name : List.of("../../x", "a//b", "./x", "\\x", "x\u0000y", "x\ny", "..")) {
      overwrite("manual-fixes/" + name, content);
      HotfixException failure = catchThrowableOfType(HotfixException.class, this::fetch);
      assertThat(failure).as(name).isNotNull();
      assertThat(failure.code()).isEqualTo("fetch-name");
      server.bucket().delete("manual-fixes/" + name);
    }
  }
}
