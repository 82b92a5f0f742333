package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static io.caicloud.hotfix.oss.SdkClients.client;
import static io.caicloud.hotfix.oss.SdkClients.code;
import static io.caicloud.hotfix.oss.SdkClients.configuration;
import static io.caicloud.hotfix.oss.SdkClients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.ClientException;
import com.aliyun.oss.InconsistentException;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.UploadPartRequest;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shows what the SDK alone makes of faults, which is why the store does not leave them to it. */
final class OssServerSdkHazardsTest {

  private static final byte[] BYTES = bytes(5000, 1);

  private final OssServer server = OssServer.start();
  private final OssBucket bucket = server.bucket();
  private final ClientBuilderConfiguration retrying = configuration();
  private OSS oss = client(server, server.credential());

  @AfterEach
  void close() {
    oss.shutdown();
    server.close();
  }

  private void retry() {
    oss.shutdown();
    retrying.setMaxErrorRetry(2);
    oss = client(server.endpoint().toString(), server, server.credential(), retrying);
  }

  private static ObjectMetadata forbidding() {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setHeader("x-oss-forbid-overwrite", "true");
    return metadata;
  }

  @Test
  void a_lost_answer_to_put_ends_as_a_conflict_with_itself() {
    retry();
    server.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.resetAfterDoing());
    assertThat(code(() -> oss.putObject(put("k", BYTES, forbidding()))))
        .isEqualTo("FileAlreadyExists");
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  @Test
  void a_lost_answer_to_complete_is_an_error_though_the_object_is_there() {
    CompleteMultipartUploadRequest complete = uploaded("k");
    server
        .faults()
        .next(1, OssRequest.is(OssOperation.COMPLETE_MULTIPART_UPLOAD), OssFault.resetAfterDoing());
    assertThatThrownBy(() -> oss.completeMultipartUpload(complete))
        .isInstanceOf(ClientException.class);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(code(() -> oss.completeMultipartUpload(complete))).isEqualTo("NoSuchUpload");
  }

  private CompleteMultipartUploadRequest uploaded(String key) {
    InitiateMultipartUploadRequest initiate =
        new InitiateMultipartUploadRequest("release", key, forbidding());
    String id = oss.initiateMultipartUpload(initiate).getUploadId();
    UploadPartRequest part =
        new UploadPartRequest("release", key, id, 1, new ByteArrayInputStream(BYTES), BYTES.length);
    List<PartETag> tags = new ArrayList<>(List.of(oss.uploadPart(part).getPartETag()));
    return new CompleteMultipartUploadRequest("release", key, id, tags);
  }

  @Test
  void a_rival_between_start_and_end_of_an_upload_is_overwritten() {
    CompleteMultipartUploadRequest complete = uploaded("k");
    bucket.put("k", bytes(3, 7));
    oss.completeMultipartUpload(complete);
    assertThat(bucket.object("k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  @Test
  void a_missing_crc_goes_unnoticed() {
    server.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.noCrc());
    assertThat(oss.putObject(put("k", BYTES, new ObjectMetadata())).getServerCRC()).isNull();
  }

  @Test
  void a_changed_byte_is_noticed_when_all_can_see_it() {
    server.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), OssFault.flipReceivedByte(9));
    assertThatThrownBy(() -> oss.putObject(put("k", BYTES, new ObjectMetadata())))
        .isInstanceOf(InconsistentException.class);
    assertThat(bucket.object("k").orElseThrow().bytes()).isNotEqualTo(BYTES);
  }

  @Test
  void some_passing_errors_are_never_tried_again() {
    retry();
    for (int status : new int[] {408, 429, 504}) {
      server.log().clear();
      OssFault fault = OssFault.error(status, "Later");
      server.faults().next(1, OssRequest.is(OssOperation.PUT_OBJECT), fault);
      assertThatThrownBy(() -> oss.putObject(put("k", BYTES, new ObjectMetadata())))
          .isInstanceOf(OSSException.class);
      assertThat(server.log().entries()).hasSize(1);
    }
  }

  @Test
  void any_error_but_one_means_that_a_bucket_exists() {
    server.remove(server.credential());
    assertThat(oss.doesBucketExist("release")).isTrue();
  }
}
