package io.caicloud.hotfix.internal.registry;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** The exceptions of this package. */
final class Failures {

  static final String UNAUTHORIZED = "registry-unauthorized";
  static final String UNREACHABLE = "registry-unreachable";
  static final String ANSWER = "registry-answer";
  static final String CONFIG = "registry-config";
  static final String SOURCE = "registry-source";
  static final String INTERRUPTED = "interrupted";

  private Failures() {}

  /** Return what to throw when the thread was interrupted, and leave it interrupted. */
  static HotfixException interrupted(Object subject, Exception cause) {
    Thread.currentThread().interrupt();
    return new HotfixException(INTERRUPTED, Texts.message("interrupted", subject), cause);
  }

  static HotfixException config(String key, Object... arguments) {
    return new HotfixException(CONFIG, Texts.message(key, arguments));
  }

  static HotfixException answer(String key, Object... arguments) {
    return new HotfixException(ANSWER, Texts.message(key, arguments));
  }

  static HotfixException unauthorized(Message text) {
    return new HotfixException(UNAUTHORIZED, text);
  }

  /** Return what to throw when the bytes to send cannot be read. */
  static HotfixException source(IOException cause) {
    return new HotfixException(SOURCE, Texts.message("source", cause.toString()), cause);
  }

  /**
   * Return what to throw when no answer came.
   *
   * @param address the other end
   * @param cause what the platform said; none of its texts holds a secret, because addresses with
   *     queries never reach it
   */
  static HotfixException unreachable(Address address, IOException cause) {
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(address, cause);
    }
    if (cause instanceof Lost lost) {
      return lost(lost);
    }
    if (cause instanceof Garbage) {
      return new HotfixException(
          ANSWER, Texts.message("garbage", address, String.valueOf(cause.getMessage())), cause);
    }
    return new HotfixException(
        UNREACHABLE, Texts.message("unreachable", address, reason(cause)), cause);
  }

  private static HotfixException lost(Lost lost) {
    Address proxy = lost.proxy();
    if (proxy == null || lost.reason() instanceof Garbage) {
      return unreachable(lost.address(), lost.reason());
    }
    Message text =
        Texts.message(
            "unreachable-by-proxy", lost.address(), proxy.hostAndPort(), reason(lost.reason()));
    return new HotfixException(UNREACHABLE, text, lost.reason());
  }

  private static Message reason(IOException cause) {
    if (cause instanceof ProxyRefusal refusal) {
      return Texts.message(
          refusal.status() == 407 ? "reason-proxy-credentials" : "reason-proxy", refusal.status());
    }
    if (cause instanceof UnknownHostException) {
      return Texts.message("reason-unknown-host");
    }
    if (cause instanceof SocketTimeoutException) {
      return Texts.message("reason-timeout", String.valueOf(cause.getMessage()));
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return Texts.message("reason-refused", String.valueOf(cause.getMessage()));
    }
    if (isCertificate(cause)) {
      return Texts.message(
          isTrust(cause) ? "reason-untrusted" : "reason-certificate",
          String.valueOf(cause.getMessage()));
    }
    if (isNotTls(cause)) {
      return Texts.message("reason-not-tls");
    }
    String text = cause.getMessage();
    return Texts.message("reason-broken", text == null ? cause.getClass().getSimpleName() : text);
  }

  /** Return whether another try could have another end. */
  static boolean isWorthAnotherTry(IOException cause) {
    if (cause instanceof ProxyRefusal refusal) {
      return refusal.status() >= 500;
    }
    return !(cause instanceof Garbage
        || cause instanceof UnknownHostException
        || isCertificate(cause)
        || isNotTls(cause));
  }

  /** Return whether TLS was spoken, but the certificate was not liked. */
  static boolean isCertificate(Throwable cause) {
    return cause instanceof SSLException && hasCause(cause, CertificateException.class);
  }

  private static boolean isTrust(Throwable cause) {
    return hasCause(cause, CertPathValidatorException.class)
        || hasCause(cause, java.security.cert.CertPathBuilderException.class);
  }

  private static boolean isNotTls(Throwable cause) {
    String text = cause.getMessage();
    return cause instanceof SSLException
        && text != null
        && (text.startsWith("Unsupported or unrecognized SSL message")
            || text.startsWith("Unrecognized SSL message"));
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 16; depth++) {
      if (type.isInstance(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }
}
