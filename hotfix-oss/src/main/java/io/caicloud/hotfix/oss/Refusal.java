package io.caicloud.hotfix.oss;

import static java.util.Map.entry;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSSException;
import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request that had no success, and what follows from that. Carries no text of the SDK's own
 * exceptions: those quote requests, and with them tokens.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What follows. */
  enum Kind {
    /** Nobody knows whether it was done; it may be tried again. */
    PASSING,
    /** There is no way to the service; trying again at once is of no use. */
    UNREACHABLE,
    /** Something is at the key. */
    EXISTS,
    /** There is no such object. */
    ABSENT,
    /** There is no such bucket. */
    NO_BUCKET,
    /** There is no such upload: it was finished, aborted or never there. */
    NO_UPLOAD,
    /** The bytes were others than announced; nothing was stored. */
    OTHER_BYTES,
    /** The object to copy is no longer the one that was seen. */
    CHANGED,
    /** Not allowed. */
    DENIED,
    /** Anything else. */
    FAILED
  }

  private static final Map<String, Kind> CODES =
      Map.ofEntries(
          entry("FileAlreadyExists", Kind.EXISTS),
          entry("NoSuchKey", Kind.ABSENT),
          entry("NoSuchBucket", Kind.NO_BUCKET),
          entry("NoSuchUpload", Kind.NO_UPLOAD),
          entry("InvalidDigest", Kind.OTHER_BYTES),
          entry("BadDigest", Kind.OTHER_BYTES),
          entry("PreconditionFailed", Kind.CHANGED),
          entry("InternalError", Kind.PASSING),
          entry("ServiceUnavailable", Kind.PASSING),
          entry("UploadTrafficRateLimitExceeded", Kind.PASSING),
          entry("DownloadTrafficRateLimitExceeded", Kind.PASSING),
          entry("TotalQpsLimitExceeded", Kind.PASSING),
          entry("MetaOperationQpsLimitExceeded", Kind.PASSING),
          entry("ActiveRequestLimitExceeded", Kind.PASSING),
          entry("RequestTimeout", Kind.PASSING),
          // The SDK sets its clock by the answer, so the next try is signed for the right time.
          entry("RequestTimeTooSkewed", Kind.PASSING),
          entry("AccessDenied", Kind.DENIED),
          entry("InvalidAccessKeyId", Kind.DENIED),
          entry("SignatureDoesNotMatch", Kind.DENIED),
          entry("InvalidSecurityToken", Kind.DENIED),
          entry("SecurityTokenExpired", Kind.DENIED));

  private final Kind kind;

  private Refusal(Kind kind, String detail, @Nullable IOException cause) {
    super(detail, cause, false, false);
    this.kind = kind;
  }

  /**
   * Return what follows from an exception of the SDK.
   *
   * @param exception the exception
   * @param status the status of the answer, or 0 if there was none
   * @param credentials what must not be told
   * @throws HotfixException if the exception is the library's own, from a body that was sent, or
   *     comes of an interrupt
   */
  static Refusal of(RuntimeException exception, int status, OssCredentials credentials) {
    rethrowOwn(exception);
    if (exception instanceof OSSException answer) {
      String detail =
          credentials.withoutSecrets(shortened(answer.getErrorMessage()))
              + " ("
              + (status == 0 ? "" : status + " ")
              + answer.getErrorCode()
              + ", request "
              + answer.getRequestId()
              + ")";
      return new Refusal(kind(answer.getErrorCode(), status), detail, null);
    }
    IOException cause = ioCause(exception);
    if (cause == null && !(exception instanceof ClientException)) {
      throw exception;
    }
    Kind kind =
        cause instanceof UnknownHostException || cause instanceof SSLException
            ? Kind.UNREACHABLE
            : Kind.PASSING;
    String detail = cause == null ? "an answer that cannot be read" : String.valueOf(cause);
    return new Refusal(kind, credentials.withoutSecrets(shortened(detail)), cause);
  }

  private static void rethrowOwn(Throwable exception) {
    for (Throwable t = exception; t != null; t = t.getCause()) {
      if (t instanceof HotfixException own) {
        throw own;
      }
      if (t instanceof ClosedByInterruptException) {
        Thread.currentThread().interrupt();
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw Texts.failure("interrupted", "OSS");
    }
  }

  private static Kind kind(String code, int status) {
    Kind known = CODES.get(code);
    if (known != null) {
      return known;
    }
    return switch (status) {
      case 404 -> Kind.ABSENT;
      case 401, 403 -> Kind.DENIED;
      case 409 -> Kind.EXISTS;
      case 412 -> Kind.CHANGED;
      case 408, 429, 500, 502, 503, 504 -> Kind.PASSING;
      default -> Kind.FAILED;
    };
  }

  private static @Nullable IOException ioCause(Throwable exception) {
    for (Throwable t = exception; t != null; t = t.getCause()) {
      if (t instanceof IOException io) {
        return io;
      }
    }
    return null;
  }

  private static String shortened(@Nullable String text) {
    String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  Kind kind() {
    return kind;
  }

  /** Return whether the same request may have success later. */
  boolean leavesItOpen() {
    return kind == Kind.PASSING || kind == Kind.UNREACHABLE;
  }

  /** Return what the service said. */
  String detail() {
    return String.valueOf(getMessage());
  }

  /**
   * Return what to tell the caller.
   *
   * @param address the object
   */
  HotfixException toFailure(String address) {
    String key =
        switch (kind) {
          case PASSING, UNREACHABLE -> "store-unreachable";
          case ABSENT -> "store-missing";
          case NO_BUCKET -> "store-missing.bucket";
          case OTHER_BYTES -> "store-damaged.way";
          case CHANGED -> "store-damaged.source";
          case DENIED -> "store-denied";
          case EXISTS, NO_UPLOAD, FAILED -> "store-failed";
        };
    Throwable cause = getCause();
    return cause == null
        ? Texts.failure(key, address, detail())
        : Texts.failure(cause, key, address, detail());
  }
}
