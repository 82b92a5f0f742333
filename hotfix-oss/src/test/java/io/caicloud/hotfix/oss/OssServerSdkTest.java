package io.caicloud.hotfix.oss;

import static io.caicloud.hotfix.oss.SdkClients.bytes;
import static io.caicloud.hotfix.oss.SdkClients.client;
import static io.caicloud.hotfix.oss.SdkClients.code;
import static io.caicloud.hotfix.oss.SdkClients.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSS;
import com.aliyun.oss.common.utils.BinaryUtil;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectListing;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartListing;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import io.caicloud.hotfix.testing.OssBucket;
import io.caicloud.hotfix.testing.OssObject;
import io.caicloud.hotfix.testing.OssServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Proves that the SDK and the test server understand each other. */
final class OssServerSdkTest {

  private static final String KEY = "platform/v1 中文/a+b~*'().tar.gz";

  private final OssServer server = OssServer.start();
  private final OssBucket bucket = server.bucket();
  private final OSS oss = client(server, server.credential());

  @AfterEach
  void close() {
    oss.shutdown();
    server.close();
  }

  @Test
  void puts_gets_and_describes_an_object_with_metadata() throws IOException {
    byte[] content = bytes(300_000, 1);
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.addUserMetadata("sha256", "abc 中");
    metadata.setContentMD5(BinaryUtil.toBase64String(BinaryUtil.calculateMd5(content)));
    PutObjectResult result = oss.putObject(put(KEY, content, metadata));
    assertThat(result.getClientCRC()).isEqualTo(result.getServerCRC()).isNotNull();
    assertThat(bucket.object(KEY))
        .hasValueSatisfying(
            there -> {
              assertThat(there.bytes()).isEqualTo(content);
              assertThat(there.metadata("sha256")).hasValue("abc 中");
              assertThat(there.etag()).isEqualTo(result.getETag());
            });
    ObjectMetadata head = oss.getObjectMetadata("release", KEY);
    assertThat(head.getContentLength()).isEqualTo(content.length);
    assertThat(head.getServerCRC()).isEqualTo(result.getServerCRC());
    assertThat(
            new String(
                head.getUserMetadata().get("sha256").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.UTF_8))
        .startsWith("abc ");
    assertThat(head.getObjectType()).isEqualTo("Normal");
    assertThat(oss.getSimplifiedObjectMeta("release", KEY).getSize()).isEqualTo(content.length);
    try (OSSObject object = oss.getObject("release", KEY);
        InputStream in = object.getObjectContent()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    try (OSSObject part = oss.getObject(new GetObjectRequest("release", KEY).withRange(100, 199))) {
      assertThat(part.getObjectContent().readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, 100, 200));
      assertThat(part.getObjectMetadata().getServerCRC()).isEqualTo(result.getServerCRC());
    }
    oss.deleteObject("release", KEY);
    assertThat(oss.doesObjectExist("release", KEY)).isFalse();
    assertThat(bucket.keys()).isEmpty();
  }

  @Test
  void lists_pages_of_objects_in_both_ways() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add("a/" + i + " &<中");
    }
    keys.forEach(key -> bucket.put(key, new byte[3]));
    bucket.put("a/d/x", new byte[3]);
    bucket.put("a/d/y", new byte[3]);
    List<String> seen = new ArrayList<>();
    ObjectListing page =
        oss.listObjects(
            new ListObjectsRequest("release").withMaxKeys(2).withPrefix("a/").withDelimiter("/"));
    page.getObjectSummaries().forEach(summary -> seen.add(summary.getKey()));
    while (page.isTruncated()) {
      page =
          oss.listObjects(
              new ListObjectsRequest("release")
                  .withMaxKeys(2)
                  .withPrefix("a/")
                  .withDelimiter("/")
                  .withMarker(page.getNextMarker()));
      page.getObjectSummaries().forEach(summary -> seen.add(summary.getKey()));
    }
    assertThat(seen).isEqualTo(keys);
    assertThat(page.getCommonPrefixes()).containsExactly("a/d/");
    seen.clear();
    ListObjectsV2Result second =
        oss.listObjectsV2(new ListObjectsV2Request("release").withMaxKeys(2).withPrefix("a/"));
    second.getObjectSummaries().stream().map(OSSObjectSummary::getKey).forEach(seen::add);
    while (second.isTruncated()) {
      second =
          oss.listObjectsV2(
              new ListObjectsV2Request("release")
                  .withMaxKeys(2)
                  .withPrefix("a/")
                  .withContinuationToken(second.getNextContinuationToken()));
      second.getObjectSummaries().stream().map(OSSObjectSummary::getKey).forEach(seen::add);
    }
    assertThat(seen).isEqualTo(bucket.keys());
    assertThat(
            oss.deleteObjects(new DeleteObjectsRequest("release").withKeys(keys))
                .getDeletedObjects())
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(bucket.keys()).containsExactly("a/d/x", "a/d/y");
  }

  @Test
  void uploads_an_object_in_parts() throws IOException {
    byte[] first = bytes(200_000, 1);
    byte[] last = bytes(10, 2);
    InitiateMultipartUploadRequest initiate = new InitiateMultipartUploadRequest("release", KEY);
    String id = oss.initiateMultipartUpload(initiate).getUploadId();
    assertThat(
            oss.listMultipartUploads(new ListMultipartUploadsRequest("release"))
                .getMultipartUploads())
        .singleElement()
        .satisfies(upload -> assertThat(upload.getKey()).isEqualTo(KEY));
    List<PartETag> tags = new ArrayList<>();
    tags.add(part(id, 1, first));
    tags.add(part(id, 3, last));
    ListPartsRequest list = new ListPartsRequest("release", KEY, id);
    list.setMaxParts(1);
    PartListing page = oss.listParts(list);
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.getParts().get(0).getETag()).isEqualTo(tags.get(0).getETag());
    list.setPartNumberMarker(page.getNextPartNumberMarker());
    assertThat(oss.listParts(list).getParts().get(0).getPartNumber()).isEqualTo(3);
    assertThat(bucket.object(KEY)).isEmpty();
    Long crc =
        oss.completeMultipartUpload(new CompleteMultipartUploadRequest("release", KEY, id, tags))
            .getServerCRC();
    OssObject object = bucket.object(KEY).orElseThrow();
    assertThat(object.etag()).endsWith("-2");
    assertThat(object.size()).isEqualTo(first.length + last.length);
    assertThat(object.bytes()).startsWith(first).endsWith(last);
    assertThat(object.crc64()).hasValue(Long.toUnsignedString(crc));
    assertThat(bucket.uploads()).isEmpty();
  }

  private PartETag part(String id, int number, byte[] bytes) {
    UploadPartRequest part =
        new UploadPartRequest(
            "release", KEY, id, number, new ByteArrayInputStream(bytes), bytes.length);
    return oss.uploadPart(part).getPartETag();
  }

  @Test
  void copies_an_object_whole_and_in_parts() {
    byte[] content = bytes(250_000, 3);
    oss.putObject(put(KEY, content, new ObjectMetadata()));
    CopyObjectRequest copy = new CopyObjectRequest("release", KEY, "release", "copy");
    copy.setMatchingETagConstraints(List.of(bucket.object(KEY).orElseThrow().etag()));
    copy.addHeader("x-oss-forbid-overwrite", "true");
    assertThat(oss.copyObject(copy).getETag()).isEqualTo(bucket.object(KEY).orElseThrow().etag());
    assertThat(bucket.object("copy").orElseThrow().bytes()).isEqualTo(content);
    assertThat(code(() -> oss.copyObject(copy))).isEqualTo("FileAlreadyExists");
    String id =
        oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("release", "parts"))
            .getUploadId();
    List<PartETag> tags = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      long from = number == 1 ? 0 : 200_000;
      long size = number == 1 ? 200_000 : 50_000;
      tags.add(
          oss.uploadPartCopy(
                  new UploadPartCopyRequest(
                      "release", KEY, "release", "parts", id, number, from, size))
              .getPartETag());
    }
    oss.completeMultipartUpload(new CompleteMultipartUploadRequest("release", "parts", id, tags));
    assertThat(bucket.object("parts").orElseThrow().bytes()).isEqualTo(content);
  }

  @Test
  void tells_whether_versions_are_kept_and_what_exists() {
    assertThat(oss.getBucketVersioning("release").getStatus()).isIn("Off", null);
    bucket.versioning(OssBucket.Versioning.ENABLED);
    assertThat(oss.getBucketVersioning("release").getStatus()).isEqualTo("Enabled");
    bucket.versioning(OssBucket.Versioning.SUSPENDED);
    assertThat(oss.getBucketVersioning("release").getStatus()).isEqualTo("Suspended");
    assertThat(oss.doesBucketExist("release")).isTrue();
    assertThat(oss.doesBucketExist("other")).isFalse();
  }

  @Test
  void aborts_uploads() {
    String id =
        oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("release", KEY))
            .getUploadId();
    part(id, 1, bytes(10, 1));
    oss.abortMultipartUpload(new AbortMultipartUploadRequest("release", KEY, id));
    assertThat(bucket.uploads()).isEmpty();
    assertThat(code(() -> part(id, 1, bytes(10, 1)))).isEqualTo("NoSuchUpload");
  }

  @Test
  void signs_addresses_for_others() throws IOException {
    bucket.put(KEY, bytes(1000, 1));
    URL url = oss.generatePresignedUrl("release", KEY, Date.from(Instant.now().plusSeconds(60)));
    try (InputStream in = url.openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes(1000, 1));
    }
  }
}
