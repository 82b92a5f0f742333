package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an answer in HTTP/1.1. Not safe for use by several threads. */
final class AnswerWriter {

  private final OutputStream out;
  private final RegistryConnection.Visit visit;
  private final boolean headOnly;

  AnswerWriter(OutputStream out, RegistryConnection.Visit visit, boolean headOnly) {
    this.out = out;
    this.visit = visit;
    this.headOnly = headOnly;
  }

  /** Write as much as is to be delivered; return whether that was all. */
  boolean write(RegistryConnection.Reply reply, boolean last) throws IOException {
    if (reply.delivery().bytes() == Delivery.NO_HEAD) {
      return false;
    }
    RegistryAnswer answer = reply.answer();
    boolean chunked = answer.body().length() == AnswerBody.ENDLESS;
    writeHead(answer, chunked, last);
    visit.answered(answer.status());
    long wanted = chunked ? Long.MAX_VALUE : answer.body().length();
    long allowed = Math.min(wanted, reply.delivery().bytes());
    if (!headOnly) {
      writeBody(answer.body(), allowed, chunked);
    }
    out.flush();
    return reply.delivery().ending() == Delivery.Ending.NONE;
  }

  private void writeHead(RegistryAnswer answer, boolean chunked, boolean last) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(answer.status()).append(" Answer\r\n");
    answer
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (answer.status() != 204) {
      head.append("Content-Length: ").append(answer.body().length()).append("\r\n");
    }
    if (last) {
      head.append("Connection: close\r\n");
    }
    head.append("\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void writeBody(AnswerBody body, long count, boolean chunked) throws IOException {
    byte[] buffer = new byte[1 << 17];
    long left = count;
    try (InputStream in = body.opener().open()) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("the body is shorter than its length");
        }
        if (chunked) {
          out.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(buffer, 0, read);
        if (chunked) {
          out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        visit.sent(read);
        left -= read;
      }
    }
  }
}
