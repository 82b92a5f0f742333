package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A package that cannot be right, as found deep inside; caught where the file's name is known. Its
 * text says what is wrong, without the package's name and the way out.
 */
final class Damage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Message text;

  private Damage(Message text) {
    super(text.toString(), null, false, false);
    this.text = text;
  }

  /** Return a damage with the text of a key below {@code damage.}. */
  static Damage at(String key, Object... arguments) {
    return new Damage(Texts.message("damage." + key, arguments));
  }

  static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }

  Message text() {
    return text;
  }

  /** Return the exception that users see. */
  HotfixException in(Object file) {
    return Texts.failure(this, "package-damaged", file, text);
  }
}
