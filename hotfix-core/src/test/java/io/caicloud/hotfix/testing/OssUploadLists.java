package io.caicloud.hotfix.testing;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Lists uploads and their parts, a page at a time. */
final class OssUploadLists {

  private static final int LARGEST_PAGE = 1000;
  private static final int MOST_PARTS = 10_000;

  private OssUploadLists() {}

  static RegistryAnswer parts(OssRequest request, OssBucket bucket) {
    int most = OssConditions.number(request, "max-parts", LARGEST_PAGE, LARGEST_PAGE);
    int marker = OssConditions.number(request, "part-number-marker", 0, MOST_PARTS);
    List<OssUpload.Part> rest =
        bucket.upload(request).parts().stream().filter(part -> part.number() > marker).toList();
    List<OssUpload.Part> page = rest.subList(0, Math.min(most, rest.size()));
    int last = page.isEmpty() ? marker : page.get(page.size() - 1).number();
    OssXml xml =
        OssXml.root("ListPartsResult")
            .encodeNames(request)
            .add("Bucket", bucket.name())
            .addName("Key", request.key())
            .add("UploadId", request.uploadId())
            .add("StorageClass", "Standard")
            .add("PartNumberMarker", marker)
            .add("NextPartNumberMarker", last)
            .add("MaxParts", most)
            .add("IsTruncated", page.size() < rest.size());
    for (OssUpload.Part part : page) {
      xml.begin("Part")
          .add("PartNumber", part.number())
          .add("LastModified", OssText.iso(part.lastModified()))
          .add("ETag", OssText.quoted(part.etag()))
          .add("Size", part.size())
          .end("Part");
    }
    return xml.answer(200);
  }

  static RegistryAnswer uploads(OssRequest request, OssBucket bucket) {
    int most = OssConditions.number(request, "max-uploads", LARGEST_PAGE, LARGEST_PAGE);
    String prefix = request.parameter("prefix").orElse("");
    String keyMarker = request.parameter("key-marker").orElse("");
    String idMarker = request.parameter("upload-id-marker").orElse("");
    List<OssUpload> rest =
        bucket.uploads().stream()
            .filter(upload -> upload.key().startsWith(prefix))
            .filter(after(keyMarker, idMarker))
            .sorted(Comparator.comparing(OssUpload::key).thenComparing(OssUpload::id))
            .toList();
    List<OssUpload> page = rest.subList(0, Math.min(most, rest.size()));
    OssXml xml =
        OssXml.root("ListMultipartUploadsResult")
            .encodeNames(request)
            .add("Bucket", bucket.name())
            .addName("KeyMarker", keyMarker)
            .add("UploadIdMarker", idMarker)
            .addName("Prefix", prefix)
            .add("MaxUploads", most)
            .add("IsTruncated", page.size() < rest.size());
    if (page.size() < rest.size() && !page.isEmpty()) {
      OssUpload last = page.get(page.size() - 1);
      xml.addName("NextKeyMarker", last.key()).add("NextUploadIdMarker", last.id());
    }
    for (OssUpload upload : page) {
      xml.begin("Upload")
          .addName("Key", upload.key())
          .add("UploadId", upload.id())
          .add("StorageClass", "Standard")
          .add("Initiated", OssText.iso(upload.initiated()))
          .end("Upload");
    }
    return xml.answer(200);
  }

  private static Predicate<OssUpload> after(String keyMarker, String idMarker) {
    return upload -> {
      int order = upload.key().compareTo(keyMarker);
      return order > 0
          || (order == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0);
    };
  }
}
