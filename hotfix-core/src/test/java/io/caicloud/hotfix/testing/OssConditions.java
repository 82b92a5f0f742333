package io.caicloud.hotfix.testing;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Checks what a request demands of an object or of a body. */
final class OssConditions {

  private OssConditions() {}

  static boolean forbidsOverwrite(OssRequest request) {
    return request.header("x-oss-forbid-overwrite").filter("true"::equalsIgnoreCase).isPresent();
  }

  static OssObject object(OssRequest request, OssBucket bucket) {
    return bucket.object(request.key()).orElseThrow(() -> OssRefusal.noSuchKey(request.key()));
  }

  /** Refuse an object whose ETag is not the one that is wanted. */
  static void checkEtag(OssRequest request, String prefix, OssObject object) {
    Optional<String> wanted = request.header(prefix + "if-match").map(OssConditions::unquoted);
    Optional<String> unwanted =
        request.header(prefix + "if-none-match").map(OssConditions::unquoted);
    if (wanted.isPresent() && !wanted.get().equalsIgnoreCase(object.etag())) {
      throw new OssRefusal(
          412, "PreconditionFailed", "At least one of the pre-conditions did not hold.");
    }
    if (unwanted.isPresent() && unwanted.get().equalsIgnoreCase(object.etag())) {
      throw new OssRefusal(304, "NotModified", "The object is what you have.");
    }
  }

  static String unquoted(String etag) {
    return etag.replace("\"", "").strip();
  }

  /** Refuse a body whose MD5 is not the one that came with it. */
  static void checkMd5(OssRequest request, OssVault vault, OssBytes bytes) {
    Optional<String> told = request.header("content-md5");
    if (told.isPresent() && !isMd5(told.get(), bytes.md5Bytes())) {
      vault.drop(bytes);
      throw new OssRefusal(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
          .with("ExpectedDigest", told.get())
          .with("CalculatedDigest", bytes.md5Text());
    }
  }

  private static boolean isMd5(String told, byte[] md5) {
    try {
      return Arrays.equals(Base64.getDecoder().decode(told), md5);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Return a number that a request gives, within limits. */
  static int number(OssRequest request, String parameter, int otherwise, int most) {
    String text = request.parameter(parameter).filter(value -> !value.isEmpty()).orElse("");
    try {
      int number = text.isEmpty() ? otherwise : Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw OssRefusal.badArgument(parameter + " must be between 0 and " + most)
        .with("ArgumentName", parameter)
        .with("ArgumentValue", text);
  }
}
