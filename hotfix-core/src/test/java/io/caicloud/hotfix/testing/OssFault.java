package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Something that an {@link OssServer} does wrong with a request, see {@link OssFaults}. Immutable.
 */
public final class OssFault {

  private static final String CRC = "x-oss-hash-crc64ecma";
  private static final String HTML =
      "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>"
          + "<body><h1>The proxy has no answer</h1></body></html>\n";

  private final String name;
  private final Work work;
  private final Delivery delivery;

  /** What is done in place of the right thing. */
  private interface Work {
    RegistryAnswer answer(Treatment treatment, InputStream body) throws IOException;
  }

  /** The right thing. */
  interface Treatment {

    /** Return the right answer. */
    RegistryAnswer answer(InputStream body) throws IOException;

    /** Return an error. */
    RegistryAnswer refuse(OssRefusal refusal);

    /** Wait until hanging requests are let go. */
    void hang();
  }

  private OssFault(String name, Work work, Delivery delivery) {
    this.name = name;
    this.work = work;
    this.delivery = delivery;
  }

  private static OssFault changed(String name, UnaryOperator<RegistryAnswer> change) {
    return new OssFault(name, (right, body) -> change.apply(right.answer(body)), Delivery.WHOLE);
  }

  private static OssFault delivered(String name, long bytes, Delivery.Ending ending) {
    return new OssFault(name, (right, body) -> right.answer(body), new Delivery(bytes, ending));
  }

  private static OssRefusal refusal(int status, String code) {
    return new OssRefusal(status, code, "Fault of a test.");
  }

  /**
   * Return one that reads a part of the request's body and resets the connection; nothing is done.
   *
   * @param bytes how many bytes of the body are read, 0 for none
   */
  public static OssFault resetAfterReading(long bytes) {
    return new OssFault(
        "reset after reading " + bytes,
        (right, body) -> {
          body.skipNBytes(bytes);
          return RegistryAnswer.of(500);
        },
        new Delivery(Delivery.NO_HEAD, Delivery.Ending.RESET));
  }

  /** Return one that does what was asked and resets the connection in place of the answer. */
  public static OssFault resetAfterDoing() {
    return delivered("reset after doing", Delivery.NO_HEAD, Delivery.Ending.RESET);
  }

  /** Return one that does what was asked and closes the connection in order without an answer. */
  public static OssFault closeAfterDoing() {
    return delivered("close after doing", Delivery.NO_HEAD, Delivery.Ending.CLOSE);
  }

  /**
   * Return one that answers with an error and does nothing.
   *
   * @param status the HTTP status, such as 503
   * @param code the error's name, such as {@code ServiceUnavailable}
   */
  public static OssFault error(int status, String code) {
    return new OssFault(
        "error " + status + " " + code,
        (right, body) -> right.refuse(refusal(status, code)),
        Delivery.WHOLE);
  }

  /**
   * Return one that does what was asked and answers with an error all the same.
   *
   * @param status the HTTP status, such as 500
   * @param code the error's name, such as {@code InternalError}
   */
  public static OssFault errorAfterDoing(int status, String code) {
    return new OssFault(
        "error after doing " + status + " " + code,
        (right, body) -> {
          right.answer(body);
          return right.refuse(refusal(status, code));
        },
        Delivery.WHOLE);
  }

  /**
   * Return one that answers with an error before the body was read, and closes the connection.
   *
   * @param status the HTTP status
   * @param code the error's name
   */
  public static OssFault earlyError(int status, String code) {
    return new OssFault(
        "early error " + status + " " + code,
        (right, body) -> right.refuse(refusal(status, code)).with("Connection", "close"),
        new Delivery(Delivery.ALL, Delivery.Ending.ABANDON));
  }

  /**
   * Return one that answers with a page for people, as proxies do.
   *
   * @param status the HTTP status, 200 too
   */
  public static OssFault htmlPage(int status) {
    RegistryAnswer page =
        RegistryAnswer.of(status)
            .with("Server", "proxy")
            .with("Content-Type", "text/html; charset=utf-8")
            .with(AnswerBody.of(HTML));
    return new OssFault("html page " + status, (right, body) -> page, Delivery.WHOLE);
  }

  /**
   * Return one that reads nothing and answers nothing until {@link OssFaults#release} or the
   * server's end, and then resets the connection.
   */
  public static OssFault hang() {
    return new OssFault(
        "hang",
        (right, body) -> {
          right.hang();
          return RegistryAnswer.of(500);
        },
        new Delivery(Delivery.NO_HEAD, Delivery.Ending.RESET));
  }

  /** Return one that does what was asked and sends nothing until client or server closes. */
  public static OssFault hangAfterDoing() {
    return delivered("hang after doing", Delivery.NO_HEAD, Delivery.Ending.STALL);
  }

  /**
   * Return one that reads the request's body slowly.
   *
   * @param bytesPerSecond how slowly
   */
  public static OssFault readSlowly(long bytesPerSecond) {
    return new OssFault(
        "read slowly " + bytesPerSecond,
        (right, body) -> right.answer(new SlowInput(body, bytesPerSecond)),
        Delivery.WHOLE);
  }

  /**
   * Return one that sends the answer's body slowly.
   *
   * @param bytesPerSecond how slowly
   */
  public static OssFault sendSlowly(long bytesPerSecond) {
    return changed(
        "send slowly " + bytesPerSecond,
        answer -> {
          AnswerBody body = answer.body();
          return answer.with(
              new AnswerBody(
                  body.length(), () -> new SlowInput(body.opener().open(), bytesPerSecond)));
        });
  }

  /**
   * Return one that changes one bit of the request's body on its way in. With Content-MD5 it is
   * refused; without, the server keeps and describes the changed bytes.
   *
   * @param place which byte it is in
   */
  public static OssFault flipReceivedByte(long place) {
    return new OssFault(
        "flip received byte " + place,
        (right, body) -> {
          AnswerBody whole = new AnswerBody(Long.MAX_VALUE, () -> body);
          return right.answer(whole.flippedAt(place).opener().open());
        },
        Delivery.WHOLE);
  }

  /**
   * Return one that changes one bit of the answer's body on its way out.
   *
   * @param place which byte it is in; the last one if there are fewer
   */
  public static OssFault flipSentByte(long place) {
    return changed(
        "flip sent byte " + place, answer -> answer.with(answer.body().flippedAt(place)));
  }

  /** Return one that does what was asked and answers with another CRC. */
  public static OssFault wrongCrc() {
    return changed("wrong crc", answer -> answer.with(CRC, "1234567890123456789"));
  }

  /** Return one that does what was asked and answers without a CRC. */
  public static OssFault noCrc() {
    return changed("no crc", answer -> answer.without(CRC));
  }

  /**
   * Return one that does what was asked, announces the whole answer, sends a part of its body, and
   * closes the connection in order.
   *
   * @param bytes how many bytes of the body are sent
   */
  public static OssFault truncateAfter(long bytes) {
    return delivered("truncate after " + bytes, bytes, Delivery.Ending.CLOSE);
  }

  /**
   * Return one that does what was asked, sends a part of the answer's body, and resets the
   * connection.
   *
   * @param bytes how many bytes of the body are sent; the reset may overtake some of them
   */
  public static OssFault resetAfterSending(long bytes) {
    return delivered("reset after sending " + bytes, bytes, Delivery.Ending.RESET);
  }

  /**
   * Return one that does what was asked, sends a part of the answer's body and then nothing until
   * the client or server closes.
   *
   * @param bytes how many bytes of the body are sent
   */
  public static OssFault hangAfterSending(long bytes) {
    return delivered("hang after sending " + bytes, bytes, Delivery.Ending.STALL);
  }

  /**
   * Return one that runs something before the request is treated, such as a rival's writing. The
   * body has not been read then.
   *
   * @param action what to run
   */
  public static OssFault before(Runnable action) {
    return new OssFault(
        "before",
        (right, body) -> {
          action.run();
          return right.answer(body);
        },
        Delivery.WHOLE);
  }

  /**
   * Return one that runs something, such as waiting for other requests, and then does another.
   *
   * @param action what to run; the body has not been read then
   * @param then what is done wrong afterwards
   */
  public static OssFault before(Runnable action, OssFault then) {
    return new OssFault(
        then.name,
        (right, body) -> {
          action.run();
          return then.work.answer(right, body);
        },
        then.delivery);
  }

  /**
   * Return one that runs something after the request was treated and before the answer is sent.
   *
   * @param action what to run
   */
  public static OssFault afterDoing(Runnable action) {
    return changed(
        "after doing",
        answer -> {
          action.run();
          return answer;
        });
  }

  /** Return what it does, as {@link OssLog.Entry#fault} names it. */
  public String name() {
    return name;
  }

  Delivery delivery() {
    return delivery;
  }

  RegistryAnswer answer(Treatment treatment, InputStream body) throws IOException {
    return work.answer(treatment, body);
  }

  @Override
  public String toString() {
    return name;
  }
}
