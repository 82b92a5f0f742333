package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says to an OSS exactly what a test wants, signed, over a new connection for each request. */
final class OssRawClient {

  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)<");

  private final OssServer server;
  private final OssSigner signer;

  OssRawClient(OssServer server, OssSigner signer) {
    this.server = server;
    this.signer = signer;
  }

  static OssRawClient of(OssServer server) {
    return new OssRawClient(server, OssSigner.of(server));
  }

  static Answer unsigned(OssServer server, String request, byte[] body, String... headers)
      throws IOException {
    try (RawClient client = RawClient.to(server.port())) {
      return client.send(request, body, headers);
    }
  }

  /** Send a request about a key of the bucket "release"; the query is sorted and encoded. */
  Answer send(String method, String key, String query, byte[] body, String... headers)
      throws IOException {
    String path = "/release/" + OssSigner.encode(key, true);
    String target = query.isEmpty() ? path : path + "?" + query;
    String[] all = signer.headers(method, path, query, headers);
    return unsigned(server, method + " " + target, body, all);
  }

  Answer put(String key, byte[] body, String... headers) throws IOException {
    return send("PUT", key, "", body, headers);
  }

  Answer get(String key, String... headers) throws IOException {
    return send("GET", key, "", new byte[0], headers);
  }

  Answer head(String key, String... headers) throws IOException {
    return send("HEAD", key, "", new byte[0], headers);
  }

  String initiate(String key, String... headers) throws IOException {
    Answer answer = send("POST", key, "uploads", new byte[0], headers);
    Matcher id = UPLOAD_ID.matcher(answer.text());
    if (!id.find()) {
      throw new IOException(answer.text());
    }
    return id.group(1);
  }

  Answer part(String key, String id, int number, byte[] body, String... headers)
      throws IOException {
    return send("PUT", key, "partNumber=" + number + "&uploadId=" + id, body, headers);
  }

  /** Complete an upload; parts are given as {@code number=etag}. */
  Answer complete(String key, String id, List<String> parts, String... headers) throws IOException {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (String part : parts) {
      int equals = part.indexOf('=');
      xml.append("<Part><PartNumber>").append(part, 0, equals).append("</PartNumber><ETag>");
      xml.append(part.substring(equals + 1)).append("</ETag></Part>");
    }
    byte[] body =
        xml.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    return send("POST", key, "uploadId=" + id, body, headers);
  }
}
