package io.caicloud.hotfix.oss;

import com.aliyun.oss.ClientConfiguration;
import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import com.aliyun.oss.common.comm.Protocol;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.internal.OSSBucketOperation;
import com.aliyun.oss.internal.OSSMultipartOperation;
import com.aliyun.oss.internal.OSSObjectOperation;
import com.aliyun.oss.internal.OSSOperation;
import com.aliyun.oss.model.WebServiceRequest;
import com.google.common.net.InetAddresses;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/**
 * The connection to one endpoint, through the low-level calls of the SDK: signed with version 4,
 * one try per call, no checks of its own, no log of expected refusals. Safe to share between
 * threads.
 */
final class OssCalls implements AutoCloseable {

  private final SdkClient client;
  private final OSSObjectOperation objects;
  private final OSSMultipartOperation uploads;
  private final OSSBucketOperation buckets;

  OssCalls(OssOptions options) {
    this.client = new SdkClient(configuration(options));
    CredentialsProvider credentials = new Provider(options.credentials());
    this.objects = prepared(new OSSObjectOperation(client, credentials), options);
    this.uploads = prepared(new OSSMultipartOperation(client, credentials), options);
    this.buckets = prepared(new OSSBucketOperation(client, credentials), options);
  }

  private static ClientConfiguration configuration(OssOptions options) {
    ClientConfiguration configuration = new ClientConfiguration();
    configuration.setSignatureVersion(SignVersion.V4);
    configuration.setProtocol(
        options.endpoint().getScheme().equals("http") ? Protocol.HTTP : Protocol.HTTPS);
    int base = Math.toIntExact(options.deadline().toMillis());
    configuration.setRequestTimeout(base);
    configuration.setSocketTimeout(base);
    configuration.setConnectionTimeout(Math.min(base, 10_000));
    configuration.setConnectionRequestTimeout(Math.min(base, 30_000));
    configuration.setMaxConnections(options.threads() + 4);
    configuration.setMaxErrorRetry(0);
    // Where no host name can hold the bucket's, the path does.
    configuration.setSLDEnabled(isAddress(options.endpoint().getHost()));
    configuration.setRedirectEnable(false);
    configuration.setUseReaper(false);
    configuration.setCrcCheckEnabled(false);
    configuration.setEnableAutoCorrectClockSkew(true);
    options
        .trust()
        .ifPresent(trust -> configuration.setX509TrustManagers(new X509TrustManager[] {trust}));
    return configuration;
  }

  private static boolean isAddress(String host) {
    return host.equals("localhost") || InetAddresses.isUriInetAddress(host);
  }

  private static <T extends OSSOperation> T prepared(T operation, OssOptions options) {
    operation.setEndpoint(options.endpoint());
    operation.setRegion(options.region());
    operation.setProduct("oss");
    operation.setSignVersion(SignVersion.V4);
    return operation;
  }

  <R extends WebServiceRequest, T> T object(R request, Call<OSSObjectOperation, R, T> call) {
    return call.send(objects, quiet(request));
  }

  <R extends WebServiceRequest, T> T upload(R request, Call<OSSMultipartOperation, R, T> call) {
    return call.send(uploads, quiet(request));
  }

  <R extends WebServiceRequest, T> T bucket(R request, Call<OSSBucketOperation, R, T> call) {
    return call.send(buckets, quiet(request));
  }

  /** One call of the SDK. */
  @FunctionalInterface
  interface Call<O, R, T> {
    T send(O operation, R request);
  }

  private static <R extends WebServiceRequest> R quiet(R request) {
    request.setLogEnabled(false);
    return request;
  }

  /** Return the status of this thread's last answer, or 0 if its last request had none. */
  int lastStatus() {
    return client.lastStatus();
  }

  @Override
  public void close() {
    client.shutdown();
  }

  /** Asks for the access key at every request, so that one that ends can be followed by another. */
  private record Provider(Supplier<OssCredentials> source) implements CredentialsProvider {

    @Override
    public void setCredentials(Credentials credentials) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Credentials getCredentials() {
      OssCredentials now = source.get();
      return new DefaultCredentials(now.accessKeyId(), now.accessKeySecret(), now.securityToken());
    }
  }
}
