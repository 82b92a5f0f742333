package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssServer;
import java.io.ByteArrayInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Clients by the SDK for tests. */
final class SdkClients {

  /** It warns of each answer that a test asked for. */
  private static final Logger LOGGER = Logger.getLogger("com.aliyun.oss");

  static {
    LOGGER.setLevel(Level.OFF);
  }

  private SdkClients() {}

  static OSS client(OssServer server, OssCredential credential) {
    return client(server.endpoint().toString(), server, credential, configuration());
  }

  static ClientBuilderConfiguration configuration() {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSignatureVersion(SignVersion.V4);
    configuration.setMaxErrorRetry(0);
    return configuration;
  }

  static OSS client(
      String endpoint,
      OssServer server,
      OssCredential credential,
      ClientBuilderConfiguration configuration) {
    String token = credential.securityToken();
    return OSSClientBuilder.create()
        .endpoint(endpoint)
        .region(server.region())
        .credentialsProvider(
            token.isEmpty()
                ? new DefaultCredentialProvider(
                    credential.accessKeyId(), credential.accessKeySecret())
                : new DefaultCredentialProvider(
                    credential.accessKeyId(), credential.accessKeySecret(), token))
        .clientConfiguration(configuration)
        .build();
  }

  static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) + seed);
    }
    return bytes;
  }

  static PutObjectRequest put(String key, byte[] bytes, ObjectMetadata metadata) {
    metadata.setContentLength(bytes.length);
    return new PutObjectRequest("release", key, new ByteArrayInputStream(bytes), metadata);
  }

  static String code(Runnable action) {
    return assertThatThrownBy(action::run)
        .asInstanceOf(InstanceOfAssertFactories.type(OSSException.class))
        .actual()
        .getErrorCode();
  }
}
