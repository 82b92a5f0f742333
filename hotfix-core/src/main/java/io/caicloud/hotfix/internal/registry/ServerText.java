package io.caicloud.hotfix.internal.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** What a server says about a failure, short, and without what it was shown. */
final class ServerText {

  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_SHOWN = 300;
  private static final int SHORTEST_SECRET = 4;

  private ServerText() {}

  /**
   * Read an answer's text and close it.
   *
   * @param answer the answer
   * @param secrets what the server may repeat and nobody else should see
   */
  static String of(Incoming answer, List<String> secrets) {
    String text;
    try {
      text = new String(answer.take(MOST_BYTES), UTF_8).strip();
    } catch (IOException e) {
      text = "";
    }
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        text = text.replace(secret, "***");
      }
    }
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }
}
