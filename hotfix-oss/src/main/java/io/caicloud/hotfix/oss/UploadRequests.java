package io.caicloud.hotfix.oss;

import com.aliyun.oss.internal.OSSMultipartOperation;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartListing;
import com.aliyun.oss.model.PartSummary;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.StoreKey;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The requests of uploads in parts, each tried once. Safe to share between threads. */
final class UploadRequests {

  private static final int PAGE = 1000;

  private final Requests requests;

  UploadRequests(Requests requests) {
    this.requests = requests;
  }

  /** Begin an upload and return its id. */
  String initiate(StoreKey key, Digest sha256) {
    InitiateMultipartUploadRequest request =
        new InitiateMultipartUploadRequest(
            requests.bucket(), requests.name(key), Requests.about(sha256));
    Requests.forbidOverwrite(request);
    return requests
        .send(
            () -> requests.calls().upload(request, OSSMultipartOperation::initiateMultipartUpload))
        .getUploadId();
  }

  /** Send a part and return its ETag. */
  String send(StoreKey key, String uploadId, Part part, InputStream body) {
    UploadPartRequest request =
        new UploadPartRequest(
            requests.bucket(), requests.name(key), uploadId, part.number(), body, part.size());
    request.setMd5Digest(part.md5());
    return requests
        .send(() -> requests.calls().upload(request, OSSMultipartOperation::uploadPart))
        .getPartETag()
        .getETag();
  }

  /** Let the service take a part from another object and return its ETag. */
  String copy(StoreKey key, String uploadId, Part part, Source source) {
    UploadPartCopyRequest request =
        new UploadPartCopyRequest(
            requests.bucket(), requests.name(source.key()), requests.bucket(), requests.name(key));
    request.setUploadId(uploadId);
    request.setPartNumber(part.number());
    request.setBeginIndex(part.offset());
    request.setPartSize(part.size());
    request.setMatchingETagConstraints(List.of(source.etag()));
    return requests
        .send(() -> requests.calls().upload(request, OSSMultipartOperation::uploadPartCopy))
        .getPartETag()
        .getETag();
  }

  /** An object to copy from, as it was seen. */
  record Source(StoreKey key, String etag) {}

  /** Return a page of the parts that the service has, by number, and where the next page begins. */
  PartPage parts(StoreKey key, String uploadId, int after) {
    ListPartsRequest request =
        new ListPartsRequest(requests.bucket(), requests.name(key), uploadId);
    request.setMaxParts(PAGE);
    if (after > 0) {
      request.setPartNumberMarker(after);
    }
    PartListing listing =
        requests.send(() -> requests.calls().upload(request, OSSMultipartOperation::listParts));
    Map<Integer, StoredPart> parts = new TreeMap<>();
    for (PartSummary part : listing.getParts()) {
      parts.put(part.getPartNumber(), new StoredPart(part.getSize(), part.getETag()));
    }
    return new PartPage(parts, listing.isTruncated() ? listing.getNextPartNumberMarker() : -1);
  }

  /**
   * A page of parts.
   *
   * @param parts the parts by number
   * @param next where the next page begins, or -1
   */
  record PartPage(Map<Integer, StoredPart> parts, int next) {
    static final PartPage NONE = new PartPage(Map.of(), -1);
  }

  /** A part that the service has. */
  record StoredPart(long size, String etag) {
    boolean is(Part part) {
      return size == part.size() && etag.replace("\"", "").equalsIgnoreCase(part.etag());
    }
  }

  /** Let the object appear. */
  void complete(StoreKey key, String uploadId, Map<Integer, String> etags) {
    List<PartETag> parts =
        new TreeMap<>(etags)
            .entrySet().stream().map(e -> new PartETag(e.getKey(), e.getValue())).toList();
    CompleteMultipartUploadRequest request =
        new CompleteMultipartUploadRequest(
            requests.bucket(), requests.name(key), uploadId, new java.util.ArrayList<>(parts));
    Requests.forbidOverwrite(request);
    requests.send(
        () -> requests.calls().upload(request, OSSMultipartOperation::completeMultipartUpload));
  }

  void abort(StoreKey key, String uploadId) {
    AbortMultipartUploadRequest request =
        new AbortMultipartUploadRequest(requests.bucket(), requests.name(key), uploadId);
    requests.send(
        () -> requests.calls().upload(request, OSSMultipartOperation::abortMultipartUpload));
  }

  /** Return the first uploads that were begun for a key and neither finished nor aborted. */
  List<String> pending(StoreKey key) {
    String name = requests.name(key);
    ListMultipartUploadsRequest request = new ListMultipartUploadsRequest(requests.bucket());
    request.setPrefix(name);
    request.setEncodingType("url");
    return requests
        .send(() -> requests.calls().upload(request, OSSMultipartOperation::listMultipartUploads))
        .getMultipartUploads()
        .stream()
        .filter(upload -> Requests.decoded(upload.getKey()).equals(name))
        .map(MultipartUpload::getUploadId)
        .toList();
  }
}
