package io.caicloud.hotfix.oss;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.internal.OSSBucketOperation;
import com.aliyun.oss.internal.OSSObjectOperation;
import com.aliyun.oss.model.BucketVersioningConfiguration;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.GenericRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.HeadObjectRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.StoreKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.List;
import java.util.function.Supplier;

/** The requests for whole objects, each tried once. Safe to share between threads. */
final class Requests {

  static final String SHA256 = "sha256";
  private static final String FORBID_OVERWRITE = "x-oss-forbid-overwrite";
  private static final int PAGE = 1000;

  private final OssCalls calls;
  private final OssOptions options;

  Requests(OssCalls calls, OssOptions options) {
    this.calls = calls;
    this.options = options;
  }

  OssCalls calls() {
    return calls;
  }

  String bucket() {
    return options.bucket();
  }

  String name(StoreKey key) {
    return options.prefix() + key;
  }

  /**
   * Do a request.
   *
   * @throws Refusal if it has no success
   * @throws IllegalStateException if the store is closed, or was meanwhile
   */
  <T> T send(Supplier<T> request) {
    try {
      if (!calls.isClosed()) {
        return request.get();
      }
    } catch (RuntimeException e) {
      if (!calls.isClosed()) {
        throw Refusal.of(e, calls.lastStatus(), calls::withoutSecrets);
      }
    }
    throw new IllegalStateException("the store is closed");
  }

  Head head(StoreKey key) {
    HeadObjectRequest request = new HeadObjectRequest(bucket(), name(key));
    return Head.of(send(() -> calls.object(request, OSSObjectOperation::headObject)));
  }

  /** Put an object, over another one only if told. */
  void put(StoreKey key, Fingerprint content, String md5, InputStream body, boolean overwrite) {
    ObjectMetadata about = about(content.sha256());
    about.setContentLength(content.size());
    about.setContentMD5(md5);
    if (!overwrite) {
      about.setHeader(FORBID_OVERWRITE, "true");
    }
    PutObjectRequest request = new PutObjectRequest(bucket(), name(key), body, about);
    send(() -> calls.object(request, OSSObjectOperation::putObject));
  }

  /** Return what is noted beside every object. */
  static ObjectMetadata about(Digest sha256) {
    ObjectMetadata about = new ObjectMetadata();
    about.addUserMetadata(SHA256, sha256.hex());
    about.setContentType("application/octet-stream");
    return about;
  }

  static void forbidOverwrite(com.aliyun.oss.model.WebServiceRequest request) {
    request.addHeader(FORBID_OVERWRITE, "true");
  }

  /** Copy an object of at most 1 GB, if it still is the one of the ETag. */
  void copy(StoreKey from, StoreKey to, String etag, Digest sha256) {
    CopyObjectRequest request = new CopyObjectRequest(bucket(), name(from), bucket(), name(to));
    request.setNewObjectMetadata(about(sha256));
    request.setMatchingETagConstraints(List.of(etag));
    forbidOverwrite(request);
    send(() -> calls.object(request, OSSObjectOperation::copyObject));
  }

  /**
   * Ask for a range of an object, if it still is the one of the ETag. The caller closes it, by
   * force if it does not read it all.
   */
  OSSObject get(StoreKey key, String etag, long offset, long length) {
    GetObjectRequest request = new GetObjectRequest(bucket(), name(key));
    request.setRange(offset, offset + length - 1);
    if (!etag.isEmpty()) {
      request.setMatchingETagConstraints(List.of(etag));
    }
    // Else a range beyond the end would be answered with the whole object.
    request.addHeader("x-oss-range-behavior", "standard");
    return send(() -> ofRange(calls.object(request, OSSObjectOperation::getObject), request));
  }

  /** Whoever drops the header with the range on the way gets the whole object in answer. */
  private static OSSObject ofRange(OSSObject object, GetObjectRequest request) {
    long[] range = request.getRange();
    Object told = object.getObjectMetadata().getRawMetadata().get("Content-Range");
    long length = object.getObjectMetadata().getContentLength();
    String wanted = "bytes " + range[0] + "-" + range[1] + "/";
    boolean right = length == range[1] - range[0] + 1;
    if (right && told != null && told.toString().startsWith(wanted)) {
      return object;
    }
    try {
      object.forcedClose();
    } catch (IOException e) {
      // It is of no use either way.
    }
    throw new ClientException("an answer with other bytes than asked for: " + told);
  }

  ListObjectsV2Result list(String prefix, String token) {
    ListObjectsV2Request request = new ListObjectsV2Request(bucket());
    request.setPrefix(options.prefix() + prefix);
    request.setMaxKeys(PAGE);
    request.setEncodingType("url");
    if (!token.isEmpty()) {
      request.setContinuationToken(token);
    }
    return send(() -> calls.bucket(request, OSSBucketOperation::listObjectsV2));
  }

  /** Return a key as a listing has it that was asked for with encoding-type=url. */
  static String decoded(String key) {
    try {
      return URLDecoder.decode(key, UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }

  /** Return whether the bucket keeps, or kept, versions: then it knows no forbidden overwriting. */
  boolean isVersioned() {
    GenericRequest request = new GenericRequest(bucket());
    String status =
        send(() -> calls.bucket(request, OSSBucketOperation::getBucketVersioning)).getStatus();
    return BucketVersioningConfiguration.ENABLED.equals(status)
        || BucketVersioningConfiguration.SUSPENDED.equals(status);
  }
}
