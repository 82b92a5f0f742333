package io.caicloud.hotfix.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lists objects, a page at a time. */
final class OssObjectLists {

  private static final int USUAL_PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private OssObjectLists() {}

  /** A page: objects and common prefixes in the order of their names. */
  private static final class Page {
    private final List<OssObject> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private String last = "";
    private boolean truncated;

    int count() {
      return objects.size() + prefixes.size();
    }
  }

  static RegistryAnswer answer(OssRequest request, OssBucket bucket) {
    boolean second = request.operation() == OssOperation.LIST_OBJECTS_V2;
    int most = OssConditions.number(request, "max-keys", USUAL_PAGE, LARGEST_PAGE);
    String token = request.parameter("continuation-token").orElse("");
    String marker = second ? start(request, token) : request.parameter("marker").orElse("");
    Page page = page(request, bucket, marker, most);
    OssXml xml = OssXml.root("ListBucketResult").encodeNames(request).add("Name", bucket.name());
    xml.addName("Prefix", request.parameter("prefix").orElse(""))
        .add("MaxKeys", most)
        .addName("Delimiter", request.parameter("delimiter").orElse(""))
        .add("IsTruncated", page.truncated);
    if (second) {
      xml.add("KeyCount", page.count());
      request.parameter("start-after").ifPresent(name -> xml.addName("StartAfter", name));
      if (!token.isEmpty()) {
        xml.add("ContinuationToken", token);
      }
    } else {
      xml.addName("Marker", marker);
    }
    if (page.truncated && second) {
      xml.add("NextContinuationToken", token(page.last));
    } else if (page.truncated) {
      xml.addName("NextMarker", page.last);
    }
    boolean owner = !second || request.parameter("fetch-owner").filter("true"::equals).isPresent();
    page.objects.forEach(object -> add(xml, object, owner));
    for (String prefix : page.prefixes) {
      xml.begin("CommonPrefixes").addName("Prefix", prefix).end("CommonPrefixes");
    }
    return xml.answer(200);
  }

  private static String start(OssRequest request, String token) {
    if (token.isEmpty()) {
      return request.parameter("start-after").orElse("");
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OssRefusal.badArgument("The continuation token is invalid.");
    }
  }

  private static String token(String last) {
    return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  private static Page page(OssRequest request, OssBucket bucket, String marker, int most) {
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    Page page = new Page();
    for (OssObject object : bucket.after(marker)) {
      if (!object.key().startsWith(prefix)) {
        continue;
      }
      Optional<String> common = common(object.key(), prefix, delimiter);
      if (common.isPresent() && (page.last.equals(common.get()) || marker.equals(common.get()))) {
        continue;
      }
      if (page.count() == most) {
        page.truncated = most > 0;
        break;
      }
      page.last = common.orElse(object.key());
      common.ifPresentOrElse(page.prefixes::add, () -> page.objects.add(object));
    }
    return page;
  }

  private static Optional<String> common(String key, String prefix, String delimiter) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end + delimiter.length()));
  }

  private static void add(OssXml xml, OssObject object, boolean owner) {
    xml.begin("Contents")
        .addName("Key", object.key())
        .add("LastModified", OssText.iso(object.lastModified()))
        .add("ETag", OssText.quoted(object.etag()))
        .add("Type", object.isMultipart() ? "Multipart" : "Normal")
        .add("Size", object.size())
        .add("StorageClass", "Standard");
    if (owner) {
      xml.begin("Owner").add("ID", "1").add("DisplayName", "1").end("Owner");
    }
    xml.end("Contents");
  }
}
