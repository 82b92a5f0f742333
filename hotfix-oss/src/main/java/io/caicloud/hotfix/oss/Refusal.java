package io.caicloud.hotfix.oss;

import static java.util.Map.entry;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSSException;
import io.caicloud.hotfix.finding.HotfixException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLPeerUnverifiedException;
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
    /** The clocks differ; the SDK sets its own by the answer, so one more try is of use. */
    SKEWED,
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
          entry("RequestTimeTooSkewed", Kind.SKEWED),
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
   * @param clean takes secrets out of a text
   * @throws HotfixException if the exception is the library's own, from a body that was sent, or
   *     comes of an interrupt
   */
  static Refusal of(RuntimeException exception, int status, UnaryOperator<String> clean) {
    rethrowOwn(exception);
    if (exception instanceof OSSException answer) {
      String detail =
          shortened(clean, answer.getErrorMessage())
              + " ("
              + (status == 0 ? "" : status + " ")
              + shortened(clean, answer.getErrorCode())
              + ", request "
              + shortened(clean, answer.getRequestId())
              + ")";
      return new Refusal(kind(answer.getErrorCode(), status), detail, null);
    }
    IOException cause = ioCause(exception);
    if (cause == null && !(exception instanceof ClientException)) {
      throw exception;
    }
    if (cause == null) {
      return new Refusal(Kind.PASSING, "an answer that cannot be read", null);
    }
    String detail = shortened(clean, String.valueOf(cause));
    return new Refusal(
        isFinal(cause) ? Kind.UNREACHABLE : Kind.PASSING, detail, quiet(clean, cause));
  }

  /** A certificate does not change by waiting; but TLS wraps broken connections, too. */
  private static boolean isFinal(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException
          || t instanceof CertificateException
          || t instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  /** Return the exception unless it quotes a secret: stack traces show it. */
  private static @Nullable IOException quiet(UnaryOperator<String> clean, IOException cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String text = String.valueOf(t.getMessage());
      if (!text.equals(clean.apply(text))) {
        return null;
      }
    }
    return cause;
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
      // A success that the SDK cannot read: nobody knows what was done.
      case 200, 408, 429, 500, 502, 503, 504 -> Kind.PASSING;
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

  /** Secrets go first: of one that is cut, the rest would not be known any more. */
  private static String shortened(UnaryOperator<String> clean, @Nullable String text) {
    String whole = text == null ? "" : clean.apply(text);
    String line = whole.strip().lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  Kind kind() {
    return kind;
  }

  /** Return whether an upload that ends so may be gone on with when somebody has mended things. */
  boolean mayGoOnLater() {
    return switch (kind) {
      case PASSING, UNREACHABLE, DENIED, SKEWED -> true;
      default -> false;
    };
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
          case SKEWED -> "store-denied.clock";
          case EXISTS, NO_UPLOAD, FAILED -> "store-failed";
        };
    Throwable cause = getCause();
    return cause == null
        ? Texts.failure(key, address, detail())
        : Texts.failure(cause, key, address, detail());
  }
}
