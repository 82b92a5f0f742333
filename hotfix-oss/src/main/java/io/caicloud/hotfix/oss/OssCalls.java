package io.caicloud.hotfix.oss;

import com.aliyun.oss.common.comm.Protocol;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.internal.OSSBucketOperation;
import com.aliyun.oss.internal.OSSMultipartOperation;
import com.aliyun.oss.internal.OSSObjectOperation;
import com.aliyun.oss.internal.OSSOperation;
import com.aliyun.oss.model.WebServiceRequest;
import com.google.common.net.InetAddresses;
import java.net.URI;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/**
 * The connection to one endpoint, through the low-level calls of the SDK: signed with version 4,
 * one try per call, no checks of its own, no log of expected refusals. Safe to share between
 * threads.
 */
final class OssCalls implements AutoCloseable {

  private final SdkClient client;
  private final KeyRing keys;
  private final OSSObjectOperation objects;
  private final OSSMultipartOperation uploads;
  private final OSSBucketOperation buckets;
  private volatile boolean closed;

  OssCalls(OssOptions options) {
    this.client = new SdkClient(configuration(options));
    this.keys = new KeyRing(options.credentials());
    this.objects = prepared(new OSSObjectOperation(client, keys), options);
    this.uploads = prepared(new OSSMultipartOperation(client, keys), options);
    this.buckets = prepared(new OSSBucketOperation(client, keys), options);
  }

  private static SdkClient.Configuration configuration(OssOptions options) {
    SdkClient.Configuration configuration = new SdkClient.Configuration(options.line().slowest());
    configuration.setSignatureVersion(SignVersion.V4);
    URI endpoint = options.endpoint().uri();
    configuration.setProtocol(endpoint.getScheme().equals("http") ? Protocol.HTTP : Protocol.HTTPS);
    int base = Math.toIntExact(options.deadline().toMillis());
    configuration.setRequestTimeout(base);
    configuration.setSocketTimeout(base);
    configuration.setConnectionTimeout(Math.min(base, 10_000));
    configuration.setConnectionRequestTimeout(Math.min(base, 30_000));
    configuration.setMaxConnections(options.threads() + 4);
    configuration.setMaxErrorRetry(0);
    // Where no host name can hold the bucket's, the path does.
    configuration.setSLDEnabled(!options.endpoint().ownDomain() && isAddress(endpoint.getHost()));
    configuration.setCnameExcludeList(List.of());
    configuration.setSupportCname(options.endpoint().ownDomain());
    configuration.setRedirectEnable(false);
    configuration.setUseReaper(false);
    configuration.setCrcCheckEnabled(false);
    configuration.setEnableAutoCorrectClockSkew(true);
    options
        .trust()
        .ifPresent(trust -> configuration.setX509TrustManagers(new X509TrustManager[] {trust}));
    options
        .line()
        .proxy()
        .ifPresent(
            proxy -> {
              configuration.setProxyHost(proxy.getHostString());
              configuration.setProxyPort(proxy.getPort());
            });
    return configuration;
  }

  private static boolean isAddress(String host) {
    return host.equals("localhost") || InetAddresses.isUriInetAddress(host);
  }

  private static <T extends OSSOperation> T prepared(T operation, OssOptions options) {
    operation.setEndpoint(options.endpoint().uri());
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

  /** Return the text without the secrets that requests were signed with lately. */
  String withoutSecrets(String text) {
    return keys.withoutSecrets(text);
  }

  /** Return whether it was closed. */
  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    client.shutdown();
  }
}
