package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes objects of parts. */
final class OssMultipartRoutes {

  private static final int MOST_PARTS = 10_000;
  private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>\\s*(\\d{1,6})\\s*<");
  private static final Pattern ETAG = Pattern.compile("<ETag>([^<]*)<");

  private final Tools tools;

  /**
   * What uploads need.
   *
   * @param vault keeps bytes
   * @param clock tells the time
   * @param smallestPart the size that all parts but the last must have
   */
  record Tools(OssVault vault, InstantSource clock, long smallestPart) {}

  OssMultipartRoutes(Tools tools) {
    this.tools = tools;
  }

  RegistryAnswer initiate(OssRequest request, OssBucket bucket) {
    bucket.checkOverwrite(request.key(), OssConditions.forbidsOverwrite(request));
    OssUpload upload = bucket.begin(request.key(), OssObject.keptHeaders(request));
    return OssXml.root("InitiateMultipartUploadResult")
        .encodeNames(request)
        .add("Bucket", bucket.name())
        .addName("Key", request.key())
        .add("UploadId", upload.id())
        .answer(200);
  }

  RegistryAnswer part(OssRequest request, OssBucket bucket, InputStream body) throws IOException {
    bucket.upload(request);
    checkNumber(request);
    OssBytes bytes = tools.vault().receive(body);
    OssConditions.checkMd5(request, tools.vault(), bytes);
    Instant now = tools.clock().instant();
    keep(tools, request, bucket, new OssUpload.Part(request.part(), bytes, now, false));
    return RegistryAnswer.of(200)
        .with("ETag", OssText.quoted(bytes.md5()))
        .with("x-oss-hash-crc64ecma", bytes.crc64Text());
  }

  static void checkNumber(OssRequest request) {
    if (request.part() < 1 || request.part() > MOST_PARTS) {
      throw OssRefusal.badArgument("Part number must be between 1 and " + MOST_PARTS)
          .with("ArgumentName", "partNumber")
          .with("ArgumentValue", String.valueOf(request.part()));
    }
  }

  /** The upload may have ended while the bytes came. */
  static void keep(Tools tools, OssRequest request, OssBucket bucket, OssUpload.Part part) {
    try {
      bucket.upload(request).put(part).ifPresent(old -> tools.vault().drop(old.content()));
    } catch (OssRefusal e) {
      tools.vault().drop(part.content());
      throw e;
    }
  }

  RegistryAnswer complete(OssRequest request, OssBucket bucket, InputStream body)
      throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    OssUpload upload = bucket.upload(request);
    boolean forbidden = OssConditions.forbidsOverwrite(request);
    bucket.checkOverwrite(request.key(), forbidden);
    OssObject object = object(upload, parts(upload, text), bucket);
    try {
      bucket.complete(request, object, forbidden);
    } catch (OssRefusal e) {
      tools.vault().drop(object.content());
      throw e;
    }
    RegistryAnswer answer =
        OssXml.root("CompleteMultipartUploadResult")
            .encodeNames(request)
            .add("Location", "http://" + bucket.name() + "/" + OssXml.encode(request.key(), "/"))
            .add("Bucket", bucket.name())
            .addName("Key", request.key())
            .add("ETag", OssText.quoted(object.etag()))
            .answer(200)
            .with("ETag", OssText.quoted(object.etag()));
    return object.crc64().isEmpty()
        ? answer
        : answer.with("x-oss-hash-crc64ecma", object.crc64().get());
  }

  private OssObject object(OssUpload upload, List<OssUpload.Part> parts, OssBucket bucket)
      throws IOException {
    MessageDigest md5 = OssVault.md5();
    boolean copied = false;
    for (OssUpload.Part part : parts) {
      md5.update(part.content().md5Bytes());
      copied |= part.copied();
    }
    OssBytes bytes = tools.vault().join(parts.stream().map(OssUpload.Part::content).toList());
    String etag = OssBucket.hex(md5.digest()) + "-" + parts.size();
    boolean crcKnown = !copied || bucket.copiesHaveCrc();
    Map<String, String> headers = upload.headers();
    return new OssObject(upload.key(), etag, headers, tools.clock().instant(), bytes, crcKnown);
  }

  private List<OssUpload.Part> parts(OssUpload upload, String text) {
    List<OssUpload.Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      parts.add(part(upload, matcher.group(1), parts));
    }
    if (parts.isEmpty()) {
      throw new OssRefusal(400, "MalformedXML", "The XML you provided names no parts.");
    }
    for (OssUpload.Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < tools.smallestPart()) {
        throw new OssRefusal(
                400, "EntityTooSmall", "Your proposed upload is smaller than the minimum size.")
            .with("MinSizeAllowed", String.valueOf(tools.smallestPart()))
            .with("ProposedSize", String.valueOf(part.size()))
            .with("PartNumber", String.valueOf(part.number()));
      }
    }
    return parts;
  }

  private static OssUpload.Part part(OssUpload upload, String text, List<OssUpload.Part> before) {
    Matcher number = NUMBER.matcher(text);
    Matcher etag = ETAG.matcher(text);
    if (!number.find() || !etag.find()) {
      throw new OssRefusal(400, "MalformedXML", "The XML you provided was not well-formed.");
    }
    int wanted = Integer.parseInt(number.group(1));
    if (!before.isEmpty() && before.get(before.size() - 1).number() >= wanted) {
      throw new OssRefusal(
          400, "InvalidPartOrder", "The list of parts was not in ascending order.");
    }
    String told = OssConditions.unquoted(OssXml.unescape(etag.group(1)));
    return upload
        .part(wanted)
        .filter(part -> part.etag().equalsIgnoreCase(told))
        .orElseThrow(
            () ->
                new OssRefusal(400, "InvalidPart", "One or more of the parts could not be found.")
                    .with("PartNumber", String.valueOf(wanted)));
  }

  RegistryAnswer abort(OssRequest request, OssBucket bucket) {
    bucket.abort(bucket.upload(request).id());
    return RegistryAnswer.of(204);
  }
}
