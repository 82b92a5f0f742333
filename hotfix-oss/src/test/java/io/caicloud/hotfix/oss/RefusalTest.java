package io.caicloud.hotfix.oss;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** A broken connection may be better next time, a certificate may not. */
final class RefusalTest {

  private static Refusal.Kind kind(IOException cause) {
    return Refusal.of(new ClientException(cause), 0, UnaryOperator.identity()).kind();
  }

  @Test
  void takes_a_broken_connection_under_tls_for_passing() {
    assertThat(kind(new SSLException("reset", new SocketException("reset"))))
        .isEqualTo(Refusal.Kind.PASSING);
    assertThat(kind(new SSLHandshakeException("Remote host terminated the handshake")))
        .isEqualTo(Refusal.Kind.PASSING);
    assertThat(kind(new SocketException("reset"))).isEqualTo(Refusal.Kind.PASSING);
  }

  @Test
  void takes_a_certificate_or_a_name_for_final() {
    SSLException untrusted = new SSLHandshakeException("PKIX path building failed");
    untrusted.initCause(new CertificateException("unknown"));
    assertThat(kind(untrusted)).isEqualTo(Refusal.Kind.UNREACHABLE);
    assertThat(kind(new SSLPeerUnverifiedException("other name")))
        .isEqualTo(Refusal.Kind.UNREACHABLE);
    assertThat(kind(new UnknownHostException("h"))).isEqualTo(Refusal.Kind.UNREACHABLE);
  }
}
