package io.caicloud.hotfix.testing;

/** What a request asks of an OSS, named as in its API reference. */
public enum OssOperation {
  /** Write an object in one request. */
  PUT_OBJECT,
  /** Read an object or a range of it. */
  GET_OBJECT,
  /** Read all headers of an object. */
  HEAD_OBJECT,
  /** Read size, ETag and time of an object. */
  GET_OBJECT_META,
  /** Remove an object. */
  DELETE_OBJECT,
  /** Remove several objects. */
  DELETE_MULTIPLE_OBJECTS,
  /** Copy an object on the server. */
  COPY_OBJECT,
  /** Begin an upload in parts. */
  INITIATE_MULTIPART_UPLOAD,
  /** Send a part. */
  UPLOAD_PART,
  /** Make a part of a range of an object. */
  UPLOAD_PART_COPY,
  /** Make an object of parts. */
  COMPLETE_MULTIPART_UPLOAD,
  /** Give up an upload. */
  ABORT_MULTIPART_UPLOAD,
  /** List the parts of an upload. */
  LIST_PARTS,
  /** List the uploads of a bucket. */
  LIST_MULTIPART_UPLOADS,
  /** List objects by marker. */
  LIST_OBJECTS,
  /** List objects by continuation token. */
  LIST_OBJECTS_V2,
  /** Ask whether versions are kept. */
  GET_BUCKET_VERSIONING,
  /** Ask about a bucket. */
  GET_BUCKET_INFO,
  /** Ask who may use a bucket. */
  GET_BUCKET_ACL,
  /** Anything else; it is answered with NotImplemented. */
  OTHER;

  /** Return whether it changes something. */
  public boolean writes() {
    return switch (this) {
      case PUT_OBJECT,
          DELETE_OBJECT,
          DELETE_MULTIPLE_OBJECTS,
          COPY_OBJECT,
          INITIATE_MULTIPART_UPLOAD,
          UPLOAD_PART,
          UPLOAD_PART_COPY,
          COMPLETE_MULTIPART_UPLOAD,
          ABORT_MULTIPART_UPLOAD ->
          true;
      default -> false;
    };
  }

  static OssOperation of(OssTarget target, String method, boolean copies) {
    boolean upload = target.has("uploadId");
    if (target.key().isEmpty()) {
      return ofBucket(target, method);
    }
    return switch (method) {
      case "PUT" ->
          upload
              ? copies ? UPLOAD_PART_COPY : UPLOAD_PART
              : target.hasSubresource() ? OTHER : copies ? COPY_OBJECT : PUT_OBJECT;
      case "GET" -> upload ? LIST_PARTS : target.hasSubresource() ? OTHER : GET_OBJECT;
      case "HEAD" -> target.has("objectMeta") ? GET_OBJECT_META : HEAD_OBJECT;
      case "DELETE" -> upload ? ABORT_MULTIPART_UPLOAD : DELETE_OBJECT;
      case "POST" ->
          upload
              ? COMPLETE_MULTIPART_UPLOAD
              : target.has("uploads") ? INITIATE_MULTIPART_UPLOAD : OTHER;
      default -> OTHER;
    };
  }

  private static OssOperation ofBucket(OssTarget target, String method) {
    if (method.equals("POST") && target.has("delete")) {
      return DELETE_MULTIPLE_OBJECTS;
    }
    if (!method.equals("GET") || target.bucket().isEmpty()) {
      return OTHER;
    }
    if (target.has("versioning")) {
      return GET_BUCKET_VERSIONING;
    }
    if (target.has("uploads")) {
      return LIST_MULTIPART_UPLOADS;
    }
    if (target.has("bucketInfo")) {
      return GET_BUCKET_INFO;
    }
    if (target.has("acl")) {
      return GET_BUCKET_ACL;
    }
    if (target.hasSubresource()) {
      return OTHER;
    }
    return target.value("list-type").equals("2") ? LIST_OBJECTS_V2 : LIST_OBJECTS;
  }
}
