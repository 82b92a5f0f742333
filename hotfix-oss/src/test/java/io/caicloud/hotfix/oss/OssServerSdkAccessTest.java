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
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.utils.BinaryUtil;
import com.aliyun.oss.model.ObjectMetadata;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves that the test server refuses clients of the SDK as OSS does, and speaks as it does. */
final class OssServerSdkAccessTest {

  private static final String KEY = "platform/v1/a.tar.gz";

  private final OssServer server = OssServer.start();
  private final OssBucket bucket = server.bucket();
  private final OSS oss = client(server, server.credential());

  @AfterEach
  void close() {
    oss.shutdown();
    server.close();
  }

  @Test
  void understands_the_errors() {
    ObjectMetadata forbids = new ObjectMetadata();
    forbids.setHeader("x-oss-forbid-overwrite", "true");
    oss.putObject(put("k", bytes(3, 1), forbids));
    assertThat(code(() -> oss.putObject(put("k", bytes(3, 2), forbids))))
        .isEqualTo("FileAlreadyExists");
    ObjectMetadata wrong = new ObjectMetadata();
    wrong.setContentMD5(BinaryUtil.toBase64String(new byte[16]));
    assertThat(code(() -> oss.putObject(put("n", bytes(3, 2), wrong)))).isEqualTo("InvalidDigest");
    assertThat(code(() -> oss.getObject("release", "n"))).isEqualTo("NoSuchKey");
    assertThat(code(() -> oss.getObjectMetadata("release", "n"))).isEqualTo("NoSuchKey");
    assertThat(code(() -> oss.listObjects("other"))).isEqualTo("NoSuchBucket");
    OssCredential reader = server.readOnlyCredential();
    assertThat(codeOfPut(reader, configuration())).isEqualTo("AccessDenied");
    assertThat(codeOfPut(OssCredential.of("a", "b"), configuration()))
        .isEqualTo("InvalidAccessKeyId");
    assertThat(codeOfPut(OssCredential.of(reader.accessKeyId(), "b"), configuration()))
        .isEqualTo("SignatureDoesNotMatch");
    OssCredential temporary = server.temporaryCredential(Duration.ofHours(1));
    assertThat(codeOfPut(temporary, configuration())).isEqualTo("");
    server.expire(temporary);
    assertThat(codeOfPut(temporary, configuration())).isEqualTo("SecurityTokenExpired");
    server.clockAhead(Duration.ofHours(1));
    assertThat(codeOfPut(server.credential(), configuration())).isEqualTo("RequestTimeTooSkewed");
  }

  @Test
  void refuses_a_client_with_its_usual_signature() {
    assertThat(codeOfPut(server.credential(), new ClientBuilderConfiguration()))
        .isEqualTo("AccessDenied");
  }

  private String codeOfPut(OssCredential credential, ClientBuilderConfiguration configuration) {
    OSS other = client(server.endpoint().toString(), server, credential, configuration);
    try {
      other.putObject(put("other", bytes(3, 1), new ObjectMetadata()));
      return "";
    } catch (OSSException e) {
      return e.getErrorCode();
    } finally {
      other.shutdown();
    }
  }

  @Test
  void finds_the_bucket_in_the_host_through_a_proxy() {
    ClientBuilderConfiguration configuration = configuration();
    configuration.setProxyHost("127.0.0.1");
    configuration.setProxyPort(server.port());
    OSS other =
        client("http://oss-cn-hangzhou.aliyuncs.com", server, server.credential(), configuration);
    try {
      other.putObject(put(KEY, bytes(3, 1), new ObjectMetadata()));
      assertThat(other.listObjects("release").getObjectSummaries()).hasSize(1);
    } finally {
      other.shutdown();
    }
    assertThat(bucket.keys()).containsExactly(KEY);
    assertThat(server.log().entries().get(0).request().header("host"))
        .hasValue("release.oss-cn-hangzhou.aliyuncs.com");
  }

  @Test
  void speaks_tls(@TempDir Path folder) {
    TestCertificates certificates = TestCertificates.in(folder);
    try (OssServer secured = OssServer.builder().https(certificates.serverContext()).start()) {
      OSS stranger = client(secured, secured.credential());
      assertThatThrownBy(() -> stranger.listObjects("release")).isInstanceOf(ClientException.class);
      stranger.shutdown();
      ClientBuilderConfiguration configuration = configuration();
      configuration.setX509TrustManagers(certificates.trustManagers());
      OSS trusting =
          client(secured.endpoint().toString(), secured, secured.credential(), configuration);
      trusting.putObject(put(KEY, bytes(3, 1), new ObjectMetadata()));
      trusting.shutdown();
      assertThat(secured.bucket().keys()).containsExactly(KEY);
    }
  }
}
