package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Strict decoding: overlong forms, surrogates and everything cut off are refused. */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** What decoding gave: the text, or the finding that says why there is none. */
  record Decoded(Optional<SourceText> source, Optional<Finding> finding) {}

  static Decoded decode(String file, byte[] bytes) {
    if (looksLikeUtf16(bytes)) {
      return refused(file, TextRange.at(1, 1), "utf16", bytes[0]);
    }
    int mark = startsWithMark(bytes) ? 3 : 0;
    // What the platform decodes without its sign for bad bytes, it has decoded strictly.
    String text = new String(bytes, mark, bytes.length - mark, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return new Decoded(Optional.of(new SourceText(text, mark)), Optional.empty());
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
    CharBuffer out = CharBuffer.allocate(bytes.length - mark);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    SourceText source = new SourceText(out.flip().toString(), mark);
    if (result.isError()) {
      TextRange place = source.range(source.length(), source.length());
      return refused(file, place, "utf8", bytes[in.position()]);
    }
    return new Decoded(Optional.of(source), Optional.empty());
  }

  private static Decoded refused(String file, TextRange place, String key, byte found) {
    Finding finding =
        Finding.error(ReadingRules.UTF8, Location.of(file, place))
            .message(Texts.message(key, place, String.format(Locale.ROOT, "0x%02X", found)))
            .remedy(Texts.message("utf8-remedy"))
            .build();
    return new Decoded(Optional.empty(), Optional.of(finding));
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** Return whether a byte order mark says so, or exactly one of the first two bytes is zero. */
  private static boolean looksLikeUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return (first == 0xFF && second == 0xFE)
        || (first == 0xFE && second == 0xFF)
        || (first == 0) != (second == 0);
  }
}
