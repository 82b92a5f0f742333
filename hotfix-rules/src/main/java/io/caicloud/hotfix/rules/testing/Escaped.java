package io.caicloud.hotfix.rules.testing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes in the way in which examples write them. */
final class Escaped {

  private Escaped() {}

  /** Return a text whose bytes are these: as it is if they are text, or else byte by byte. */
  static String of(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.contains("<0x")) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Not text: every byte is written as what it is.
    }
    HexFormat hex = HexFormat.of().withUpperCase();
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append("<0x").append(hex.toHexDigits(b)).append('>');
    }
    return text.toString();
  }
}
