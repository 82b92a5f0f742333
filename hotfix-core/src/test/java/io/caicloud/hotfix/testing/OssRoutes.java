package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Answers what an OSS is asked by those who may ask. */
final class OssRoutes {

  private final Map<String, OssBucket> buckets;
  private final String region;
  private final OssObjectRoutes objects;
  private final OssMultipartRoutes uploads;
  private final OssCopyRoutes copies;

  OssRoutes(Map<String, OssBucket> buckets, String region, OssMultipartRoutes.Tools tools) {
    this.buckets = buckets;
    this.region = region;
    objects = new OssObjectRoutes(tools.vault(), tools.clock());
    uploads = new OssMultipartRoutes(tools);
    copies = new OssCopyRoutes(buckets, tools);
  }

  RegistryAnswer answer(OssRequest request, InputStream body) throws IOException {
    OssBucket bucket = buckets.get(request.bucket());
    if (bucket == null && !request.bucket().isEmpty()) {
      throw new OssRefusal(404, "NoSuchBucket", "The specified bucket does not exist.")
          .with("BucketName", request.bucket());
    }
    if (bucket == null || request.operation() == OssOperation.OTHER) {
      throw new OssRefusal(501, "NotImplemented", "This server does not know the operation.");
    }
    checkName(request.key());
    return switch (request.operation()) {
      case PUT_OBJECT -> objects.put(request, bucket, body);
      case GET_OBJECT -> objects.get(request, bucket);
      case HEAD_OBJECT, GET_OBJECT_META -> objects.head(request, bucket);
      case DELETE_OBJECT -> objects.delete(request, bucket);
      case DELETE_MULTIPLE_OBJECTS -> objects.deleteMultiple(request, bucket, body);
      case COPY_OBJECT -> copies.copy(request, bucket);
      case UPLOAD_PART_COPY -> copies.part(request, bucket);
      case INITIATE_MULTIPART_UPLOAD -> uploads.initiate(request, bucket);
      case UPLOAD_PART -> uploads.part(request, bucket, body);
      case COMPLETE_MULTIPART_UPLOAD -> uploads.complete(request, bucket, body);
      case ABORT_MULTIPART_UPLOAD -> uploads.abort(request, bucket);
      case LIST_PARTS -> OssUploadLists.parts(request, bucket);
      case LIST_MULTIPART_UPLOADS -> OssUploadLists.uploads(request, bucket);
      case LIST_OBJECTS, LIST_OBJECTS_V2 -> OssObjectLists.answer(request, bucket);
      case GET_BUCKET_VERSIONING -> versioning(bucket);
      case GET_BUCKET_INFO -> info(bucket);
      case GET_BUCKET_ACL -> acl();
      case OTHER -> throw new AssertionError(request);
    };
  }

  private static void checkName(String key) {
    if (key.startsWith("/") || key.startsWith("\\") || OssText.toWire(key).length() > 1023) {
      throw new OssRefusal(400, "InvalidObjectName", "The specified object is not valid.")
          .with("ObjectName", key);
    }
  }

  private static RegistryAnswer versioning(OssBucket bucket) {
    OssXml xml = OssXml.root("VersioningConfiguration");
    String status = bucket.versioning().status();
    return (status.isEmpty() ? xml : xml.add("Status", status)).answer(200);
  }

  private RegistryAnswer info(OssBucket bucket) {
    return OssXml.root("BucketInfo")
        .begin("Bucket")
        .add("Name", bucket.name())
        .add("Location", "oss-" + region)
        .add("ExtranetEndpoint", "oss-" + region + ".aliyuncs.com")
        .add("IntranetEndpoint", "oss-" + region + "-internal.aliyuncs.com")
        .add("CreationDate", "2026-01-01T00:00:00.000Z")
        .add("StorageClass", "Standard")
        .begin("Owner")
        .add("ID", "1")
        .add("DisplayName", "1")
        .end("Owner")
        .begin("AccessControlList")
        .add("Grant", "private")
        .end("AccessControlList")
        .end("Bucket")
        .answer(200);
  }

  private static RegistryAnswer acl() {
    return OssXml.root("AccessControlPolicy")
        .begin("Owner")
        .add("ID", "1")
        .add("DisplayName", "1")
        .end("Owner")
        .begin("AccessControlList")
        .add("Grant", "private")
        .end("AccessControlList")
        .answer(200);
  }
}
