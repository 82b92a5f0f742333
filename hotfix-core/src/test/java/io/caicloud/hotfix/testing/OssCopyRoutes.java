package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies objects and makes parts of objects. */
final class OssCopyRoutes {

  private static final Pattern SOURCE = Pattern.compile("/?([^/?]+)/([^?]+)(?:\\?.*)?");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final Map<String, OssBucket> buckets;
  private final OssMultipartRoutes.Tools tools;

  OssCopyRoutes(Map<String, OssBucket> buckets, OssMultipartRoutes.Tools tools) {
    this.buckets = buckets;
    this.tools = tools;
  }

  RegistryAnswer copy(OssRequest request, OssBucket bucket) throws IOException {
    OssObject source = source(request);
    boolean replaces =
        request.header("x-oss-metadata-directive").filter("REPLACE"::equals).isPresent();
    boolean crcKnown = source.crc64().isPresent() && bucket.copiesHaveCrc();
    Instant now = tools.clock().instant();
    OssObject copy =
        new OssObject(
            request.key(),
            source.etag(),
            replaces ? OssObject.keptHeaders(request) : source.headers(),
            now,
            tools.vault().share(source.content()),
            crcKnown);
    try {
      bucket.publish(copy, OssConditions.forbidsOverwrite(request));
    } catch (OssRefusal e) {
      tools.vault().drop(copy.content());
      throw e;
    }
    return withCrc(result("CopyObjectResult", source.etag(), now), copy.crc64());
  }

  RegistryAnswer part(OssRequest request, OssBucket bucket) throws IOException {
    bucket.upload(request);
    OssMultipartRoutes.checkNumber(request);
    OssObject source = source(request);
    OssBytes bytes = range(request, source);
    Instant now = tools.clock().instant();
    OssUpload.Part part = new OssUpload.Part(request.part(), bytes, now, true);
    OssMultipartRoutes.keep(tools, request, bucket, part);
    boolean crcKnown = bucket.copiesHaveCrc();
    return withCrc(
        result("CopyPartResult", part.etag(), now),
        crcKnown ? Optional.of(bytes.crc64Text()) : Optional.empty());
  }

  private OssBytes range(OssRequest request, OssObject source) throws IOException {
    long from = 0;
    long to = source.size() - 1;
    Optional<String> range = request.header("x-oss-copy-source-range");
    if (range.isPresent()) {
      Matcher matcher = RANGE.matcher(range.get());
      if (!matcher.matches()) {
        throw OssRefusal.badArgument("x-oss-copy-source-range is invalid.");
      }
      from = Long.parseLong(matcher.group(1));
      to = Long.parseLong(matcher.group(2));
    }
    if (from > to || to >= source.size()) {
      throw new OssRefusal(416, "InvalidRange", "The requested range cannot be satisfied.");
    }
    if (!source.content().kept()) {
      throw new OssRefusal(501, "NotImplemented", "This server discards the bytes of objects.");
    }
    long count = to - from + 1;
    try (InputStream in = source.content().body().part(from, count).opener().open()) {
      return tools.vault().receive(new LimitedInput(in, count));
    }
  }

  private OssObject source(OssRequest request) {
    String header = request.header("x-oss-copy-source").orElse("");
    Matcher matcher = SOURCE.matcher(header);
    if (!matcher.matches()) {
      throw OssRefusal.badArgument("x-oss-copy-source is invalid.");
    }
    OssBucket bucket = buckets.get(matcher.group(1));
    if (bucket == null) {
      throw new OssRefusal(404, "NoSuchBucket", "The specified bucket does not exist.");
    }
    String encoded = matcher.group(2).replace("+", "%2B");
    String key = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    OssObject source = bucket.object(key).orElseThrow(() -> OssRefusal.noSuchKey(key));
    OssConditions.checkEtag(request, "x-oss-copy-source-", source);
    return source;
  }

  private static RegistryAnswer result(String root, String etag, Instant time) {
    return OssXml.root(root)
        .add("LastModified", OssText.iso(time))
        .add("ETag", OssText.quoted(etag))
        .answer(200);
  }

  private static RegistryAnswer withCrc(RegistryAnswer answer, Optional<String> crc) {
    return crc.isEmpty() ? answer : answer.with("x-oss-hash-crc64ecma", crc.get());
  }
}
