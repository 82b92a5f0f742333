package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ObjectListing;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.StoreConflictException;
import io.caicloud.hotfix.release.StoreKey;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What only a real account can prove. Runs when OSS_TEST_ENDPOINT, OSS_TEST_REGION,
 * OSS_TEST_BUCKET, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET are set, below a random prefix that
 * it removes again; otherwise it says why not, also where missing tools are failures: nobody has an
 * account by chance.
 */
final class OssAccountTest {

  private static final List<String> NEEDED =
      List.of(
          "OSS_TEST_ENDPOINT",
          "OSS_TEST_REGION",
          "OSS_TEST_BUCKET",
          "OSS_ACCESS_KEY_ID",
          "OSS_ACCESS_KEY_SECRET");

  private static final StoreKey KEY = StoreKey.of("版本 1/a.tar.gz");
  private static final StoreKey COPY = StoreKey.of("版本 2/a.tar.gz");

  private final Map<String, String> environment = System.getenv();
  private final String prefix = "hotfix-test-" + UUID.randomUUID() + "/";
  private OssStore store;
  private OSS oss;

  @BeforeEach
  void open() {
    List<String> missing =
        NEEDED.stream().filter(name -> environment.getOrDefault(name, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      String reason = "no OSS account to test with: " + missing + " not set";
      System.out.println("skipped OssAccountTest: " + reason);
      abort(reason);
    }
    OssCredentials key = OssCredentials.fromEnvironment(environment).orElseThrow();
    String bucket = environment.get("OSS_TEST_BUCKET");
    store =
        OssStore.builder(bucket)
            .endpoint(environment.get("OSS_TEST_ENDPOINT"))
            .region(environment.get("OSS_TEST_REGION"))
            .credentials(key)
            .partSize(100 * 1024)
            .prefix(prefix)
            .build();
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSignatureVersion(SignVersion.V4);
    oss =
        OSSClientBuilder.create()
            .endpoint("https://" + environment.get("OSS_TEST_ENDPOINT").replaceFirst("^.*//", ""))
            .region(environment.get("OSS_TEST_REGION"))
            .credentialsProvider(
                new DefaultCredentialProvider(
                    key.accessKeyId(), key.accessKeySecret(), key.securityToken()))
            .clientConfiguration(configuration)
            .build();
  }

  @AfterEach
  void cleanUp() {
    if (oss == null) {
      return;
    }
    String bucket = environment.get("OSS_TEST_BUCKET");
    ObjectListing listing = oss.listObjects(bucket, prefix);
    listing.getObjectSummaries().forEach(object -> oss.deleteObject(bucket, object.getKey()));
    store.close();
    oss.shutdown();
  }

  private int pendingUploads() {
    ListMultipartUploadsRequest request =
        new ListMultipartUploadsRequest(environment.get("OSS_TEST_BUCKET"));
    request.setPrefix(prefix);
    return oss.listMultipartUploads(request).getMultipartUploads().size();
  }

  private void publishesOnce(int size) throws IOException {
    Content content = Content.of(bytes(size, 1));
    assertThat(store.putIfAbsent(KEY, content, ProgressListener.NONE).created()).isTrue();
    assertThat(store.putIfAbsent(KEY, content, ProgressListener.NONE).sent()).isZero();
    Content other = Content.of(bytes(size + 1, 2));
    assertThat(
            catchThrowableOfType(
                StoreConflictException.class,
                () -> store.putIfAbsent(KEY, other, ProgressListener.NONE)))
        .isNotNull();
    assertThat(store.copyIfAbsent(KEY, COPY, content.fingerprint()).created()).isTrue();
    assertThat(Channels.newInputStream(store.open(COPY, 0, size)).readAllBytes())
        .isEqualTo(bytes(size, 1));
    assertThat(store.list("", "").objects()).hasSize(2);
    assertThat(pendingUploads()).isZero();
  }

  @Test
  void publishes_a_small_object_once() throws IOException {
    publishesOnce(1000);
  }

  @Test
  void publishes_an_empty_object_once() throws IOException {
    publishesOnce(0);
  }

  @Test
  void publishes_a_large_object_once() throws IOException {
    publishesOnce(350_000);
  }

  @Test
  void lets_a_rival_win_who_is_done_first() {
    Content rival = Content.of(bytes(5, 5));
    boolean[] done = {false};
    StoreConflictException conflict =
        catchThrowableOfType(
            StoreConflictException.class,
            () ->
                store.putIfAbsent(
                    KEY,
                    Content.of(bytes(350_000, 1)),
                    progress -> {
                      synchronized (done) {
                        if (!done[0]) {
                          done[0] = true;
                          store.putIfAbsent(KEY, rival, ProgressListener.NONE);
                        }
                      }
                    }));
    assertThat(conflict).isNotNull();
    assertThat(store.stat(KEY).orElseThrow().size()).isEqualTo(5);
    assertThat(pendingUploads()).isZero();
  }
}
