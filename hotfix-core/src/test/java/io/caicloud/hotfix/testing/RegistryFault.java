package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * Something that a {@link RegistryServer} does wrong with a request, see {@link RegistryFaults}.
 * Immutable.
 */
public final class RegistryFault {

  private static final String SCHEMA_1 =
      "{\"schemaVersion\":1,\"name\":\"old\",\"tag\":\"v1\",\"architecture\":\"amd64\","
          + "\"fsLayers\":[{\"blobSum\":\"sha256:"
          + "a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4\"}],"
          + "\"history\":[{\"v1Compatibility\":\"{}\"}],\"signatures\":[]}";
  private static final String GARBAGE = "{\"schemaVersion\":2,\"lay\u0000ers\":[<\uFFFD";
  private static final String HTML =
      "<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>"
          + "<body><h1>The proxy has no answer</h1></body></html>\n";

  private final String name;
  private final Work work;
  private final Delivery delivery;

  /** What is done in place of the right thing. */
  private interface Work {
    RegistryAnswer answer(RegistryDesk.Routes routes, RegistryRequest request, InputStream body)
        throws IOException;
  }

  /** Changes the right answer. */
  private interface Change {
    RegistryAnswer of(RegistryAnswer answer);
  }

  private RegistryFault(String name, Work work, Delivery delivery) {
    this.name = name;
    this.work = work;
    this.delivery = delivery;
  }

  private static RegistryFault instead(String name, RegistryAnswer answer) {
    return new RegistryFault(name, (routes, request, body) -> answer, Delivery.WHOLE);
  }

  private static RegistryFault changed(String name, Change change) {
    return new RegistryFault(
        name, (routes, request, body) -> change.of(routes.answer(request, body)), Delivery.WHOLE);
  }

  private static RegistryFault delivered(String name, long bytes, Delivery.Ending ending) {
    return new RegistryFault(
        name, (routes, request, body) -> routes.answer(request, body), new Delivery(bytes, ending));
  }

  /** Return one that refuses credentials, whatever they are, with the usual challenge. */
  public static RegistryFault unauthorized() {
    return new RegistryFault(
        "unauthorized", (routes, request, body) -> routes.refuse(request), Delivery.WHOLE);
  }

  /**
   * Return one that answers with an error and does nothing.
   *
   * @param status the HTTP status, such as 403, 404, 500, 502 or 503
   */
  public static RegistryFault status(int status) {
    return instead(
        "status " + status, RegistryAnswer.error(status, "FAULT", "fault with status " + status));
  }

  /**
   * Return one that asks the client to come later, with status 429.
   *
   * @param retryAfter the value of the header Retry-After, such as {@code 1}
   */
  public static RegistryFault tooManyRequests(String retryAfter) {
    return instead(
        "too many requests",
        RegistryAnswer.error(429, "TOOMANYREQUESTS", "slow down").with("Retry-After", retryAfter));
  }

  /** Return one that sends something that looks like JSON but is not, under the right headers. */
  public static RegistryFault garbage() {
    return changed("garbage", answer -> answer.with(AnswerBody.of(GARBAGE)));
  }

  /**
   * Return one that answers with a page for people, as proxies do.
   *
   * @param status the HTTP status, 200 too
   */
  public static RegistryFault htmlPage(int status) {
    return instead(
        "html page " + status,
        RegistryAnswer.of(status)
            .with("Content-Type", "text/html; charset=utf-8")
            .with(AnswerBody.of(HTML)));
  }

  /**
   * Return one that answers with an error whose text has no end.
   *
   * @param status the HTTP status
   */
  public static RegistryFault endlessError(int status) {
    return instead(
        "endless error " + status,
        RegistryAnswer.of(status)
            .with("Content-Type", "application/json")
            .with(AnswerBody.endless("{\"errors\":[")));
  }

  /** Return one that sends the right headers and then bytes without end: spaces in a JSON text. */
  public static RegistryFault endlessBody() {
    return changed("endless body", answer -> answer.with(AnswerBody.endless("{\"a\":")));
  }

  /**
   * Return one that announces the whole body, sends a part, and closes the connection in order.
   *
   * @param bytes how many bytes of the body are sent
   */
  public static RegistryFault truncateAfter(long bytes) {
    return delivered("truncate after " + bytes, bytes, Delivery.Ending.CLOSE);
  }

  /**
   * Return one that announces the whole body, sends at most a part, and resets the connection.
   *
   * @param bytes how many bytes of the body are sent; the reset may overtake some of them
   */
  public static RegistryFault resetAfter(long bytes) {
    return delivered("reset after " + bytes, bytes, Delivery.Ending.RESET);
  }

  /**
   * Return one that announces the whole body, sends a part, and then nothing more until the client
   * or the server closes the connection.
   *
   * @param bytes how many bytes of the body are sent
   */
  public static RegistryFault stallAfter(long bytes) {
    return delivered("stall after " + bytes, bytes, Delivery.Ending.STALL);
  }

  /** Return one that sends nothing at all until the client or the server closes. */
  public static RegistryFault stall() {
    return delivered("stall", Delivery.NO_HEAD, Delivery.Ending.STALL);
  }

  /** Return one that resets the connection before anything is done. */
  public static RegistryFault drop() {
    return new RegistryFault(
        "drop",
        (routes, request, body) -> RegistryAnswer.of(500),
        new Delivery(Delivery.NO_HEAD, Delivery.Ending.RESET));
  }

  /**
   * Return one that reads a part of the request's body and resets the connection; nothing is done.
   *
   * @param bytes how many bytes of the request's body are read
   */
  public static RegistryFault dropRequestAfter(long bytes) {
    return new RegistryFault(
        "drop request after " + bytes,
        (routes, request, body) -> {
          body.skipNBytes(bytes);
          return RegistryAnswer.of(500);
        },
        new Delivery(Delivery.NO_HEAD, Delivery.Ending.RESET));
  }

  /** Return one that does what was asked and resets the connection in place of the answer. */
  public static RegistryFault loseAnswer() {
    return delivered("lose answer", Delivery.NO_HEAD, Delivery.Ending.RESET);
  }

  /**
   * Return one that changes one bit of the body, so that its digest is another.
   *
   * @param place which byte it is in; the last one if there are fewer
   */
  public static RegistryFault flipByte(long place) {
    return changed("flip byte " + place, answer -> answer.with(answer.body().flippedAt(place)));
  }

  /** Return one that gives the digest of something else in the header Docker-Content-Digest. */
  public static RegistryFault wrongDigestHeader() {
    String other = Digest.of(new byte[] {42}).toString();
    return changed("wrong digest header", answer -> answer.with("Docker-Content-Digest", other));
  }

  /**
   * Return one that sends more bytes than there are, and says so in the length.
   *
   * @param bytes how many more; zeros
   */
  public static RegistryFault tooLong(int bytes) {
    return changed("too long", answer -> answer.with(answer.body().followedBy(bytes)));
  }

  /** Return one that sends the whole blob with status 200, though a part was asked for. */
  public static RegistryFault ignoreRange() {
    return new RegistryFault(
        "ignore range",
        (routes, request, body) -> routes.answer(request.without("range"), body),
        Delivery.WHOLE);
  }

  /** Return one that sends the right part of a blob and says that it is another. */
  public static RegistryFault wrongContentRange() {
    return changed(
        "wrong content range",
        answer -> answer.with("Content-Range", "bytes 1-" + answer.body().length() + "/999999999"));
  }

  /** Return one that redirects to the same place; always there, it never ends. */
  public static RegistryFault redirectLoop() {
    return new RegistryFault(
        "redirect loop",
        (routes, request, body) ->
            RegistryAnswer.of(307)
                .with("Location", request.path() + (request.query().isEmpty() ? "?again" : "")),
        Delivery.WHOLE);
  }

  /**
   * Return one that redirects to a place of the test's choice, such as another host's http.
   *
   * @param target where to
   */
  public static RegistryFault redirectTo(URI target) {
    return instead(
        "redirect to " + target, RegistryAnswer.of(307).with("Location", target.toString()));
  }

  /** Return one that answers with a manifest of Docker's first schema. */
  public static RegistryFault schema1() {
    return instead(
        "schema 1",
        RegistryAnswer.of(200)
            .with("Content-Type", ManifestTypes.SCHEMA_1)
            .with("Docker-Content-Digest", Digest.of(AnswerBody.of(SCHEMA_1).readAll()).toString())
            .with(AnswerBody.of(SCHEMA_1)));
  }

  /** Return what it does, as {@link RegistryLog.Entry#fault} names it. */
  public String name() {
    return name;
  }

  Delivery delivery() {
    return delivery;
  }

  RegistryAnswer answer(RegistryDesk.Routes routes, RegistryRequest request, InputStream body)
      throws IOException {
    return work.answer(routes, request, body);
  }

  @Override
  public String toString() {
    return name;
  }
}
