package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes, reads and removes objects. */
final class OssObjectRoutes {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final OssVault vault;
  private final InstantSource clock;

  OssObjectRoutes(OssVault vault, InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  RegistryAnswer put(OssRequest request, OssBucket bucket, InputStream body) throws IOException {
    OssBytes bytes = vault.receive(body);
    OssConditions.checkMd5(request, vault, bytes);
    Map<String, String> headers = OssObject.keptHeaders(request);
    String etag = bytes.md5();
    OssObject object = new OssObject(request.key(), etag, headers, clock.instant(), bytes, true);
    try {
      bucket.publish(object, OssConditions.forbidsOverwrite(request));
    } catch (OssRefusal e) {
      vault.drop(bytes);
      throw e;
    }
    return RegistryAnswer.of(200)
        .with("ETag", OssText.quoted(etag))
        .with("Content-MD5", bytes.md5Text())
        .with("x-oss-hash-crc64ecma", bytes.crc64Text());
  }

  RegistryAnswer get(OssRequest request, OssBucket bucket) {
    OssObject object = OssConditions.object(request, bucket);
    OssConditions.checkEtag(request, "", object);
    if (!object.content().kept()) {
      throw new OssRefusal(501, "NotImplemented", "This server discards the bytes of objects.");
    }
    RegistryAnswer whole = described(200, object).with(object.content().body());
    Optional<String> range = request.header("range");
    return range.isEmpty() ? whole : ranged(request, object, whole, range.get());
  }

  /** A range that makes no sense is none, unless the client asked for the standard's behavior. */
  private static RegistryAnswer ranged(
      OssRequest request, OssObject object, RegistryAnswer whole, String range) {
    Matcher matcher = RANGE.matcher(range);
    boolean known = matcher.matches() && range.length() > "bytes=-".length();
    long last = object.size() - 1;
    long from = 0;
    long to = last;
    if (known && matcher.group(1).isEmpty()) {
      from = Math.max(0, object.size() - Long.parseLong(matcher.group(2)));
    } else if (known) {
      from = Long.parseLong(matcher.group(1));
      to = matcher.group(2).isEmpty() ? last : Long.parseLong(matcher.group(2));
    }
    boolean standard =
        request.header("x-oss-range-behavior").filter("standard"::equals).isPresent();
    if (known && standard && to >= from && from <= last) {
      to = Math.min(to, last);
    }
    if (known && from <= to && to <= last) {
      return described(206, object)
          .with("Content-Range", "bytes " + from + "-" + to + "/" + object.size())
          .with(object.content().body().part(from, to - from + 1));
    }
    if (known && standard) {
      throw new OssRefusal(416, "InvalidRange", "The requested range cannot be satisfied.");
    }
    return whole;
  }

  RegistryAnswer head(OssRequest request, OssBucket bucket) {
    OssObject object = OssConditions.object(request, bucket);
    OssConditions.checkEtag(request, "", object);
    AnswerBody body = object.content().body();
    if (request.operation() == OssOperation.GET_OBJECT_META) {
      RegistryAnswer meta =
          RegistryAnswer.of(200)
              .with("ETag", OssText.quoted(object.etag()))
              .with("Last-Modified", OssText.http(object.lastModified()))
              .with(body);
      return withCrc(meta, object);
    }
    return described(200, object).with(body);
  }

  private static RegistryAnswer described(int status, OssObject object) {
    RegistryAnswer answer =
        RegistryAnswer.of(status)
            .with("ETag", OssText.quoted(object.etag()))
            .with("Last-Modified", OssText.http(object.lastModified()))
            .with("Accept-Ranges", "bytes")
            .with("x-oss-storage-class", "Standard")
            .with("x-oss-object-type", object.isMultipart() ? "Multipart" : "Normal");
    if (!object.isMultipart()) {
      answer = answer.with("Content-MD5", object.content().md5Text());
    }
    for (Map.Entry<String, String> header : object.headers().entrySet()) {
      answer = answer.with(header.getKey(), OssText.toWire(header.getValue()));
    }
    return withCrc(answer, object);
  }

  private static RegistryAnswer withCrc(RegistryAnswer answer, OssObject object) {
    Optional<String> crc = object.crc64();
    return crc.isEmpty() ? answer : answer.with("x-oss-hash-crc64ecma", crc.get());
  }

  RegistryAnswer delete(OssRequest request, OssBucket bucket) {
    bucket.delete(request.key());
    return RegistryAnswer.of(204);
  }

  RegistryAnswer deleteMultiple(OssRequest request, OssBucket bucket, InputStream body)
      throws IOException {
    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    List<String> keys = new ArrayList<>();
    KEY.matcher(text).results().forEach(match -> keys.add(OssXml.unescape(match.group(1))));
    OssXml xml = OssXml.root("DeleteResult").encodeNames(request);
    for (String key : keys) {
      bucket.delete(key);
      xml.begin("Deleted").addName("Key", key).end("Deleted");
    }
    return xml.answer(200);
  }
}
