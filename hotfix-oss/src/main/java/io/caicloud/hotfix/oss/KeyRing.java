package io.caicloud.hotfix.oss;

import com.aliyun.oss.common.auth.Credentials;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentials;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks for the access key at every request, so that one that ends can be followed by another, and
 * remembers the last ones, so that none of their secrets is told. Safe to share between threads.
 */
final class KeyRing implements CredentialsProvider {

  /** More than are in use at once when one is followed by the next. */
  private static final int MOST = 8;

  private final Supplier<OssCredentials> source;
  private final Deque<OssCredentials> recent = new ArrayDeque<>();

  KeyRing(Supplier<OssCredentials> source) {
    this.source = source;
  }

  @Override
  public void setCredentials(Credentials credentials) {
    throw new UnsupportedOperationException("access keys come from their source only");
  }

  @Override
  public Credentials getCredentials() {
    OssCredentials now = source.get();
    synchronized (recent) {
      if (!recent.contains(now)) {
        recent.addLast(now);
      }
      if (recent.size() > MOST) {
        recent.removeFirst();
      }
    }
    return new DefaultCredentials(now.accessKeyId(), now.accessKeySecret(), now.securityToken());
  }

  /** Return the text without the secrets that requests were signed with lately. */
  String withoutSecrets(String text) {
    List<OssCredentials> keys;
    synchronized (recent) {
      keys = List.copyOf(recent);
    }
    String clean = text;
    for (OssCredentials key : keys) {
      clean = key.withoutSecrets(clean);
    }
    return clean;
  }
}
