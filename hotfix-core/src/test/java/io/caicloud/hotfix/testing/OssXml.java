package io.caicloud.hotfix.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes XML as OSS does: without namespaces. Not safe for use by several threads. */
final class OssXml {

  private final StringBuilder text = new StringBuilder();
  private final String root;
  private boolean encodes;

  private OssXml(String root) {
    this.root = root;
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root).append('>');
  }

  static OssXml root(String name) {
    return new OssXml(name);
  }

  /** Encode names from now on if a client asked for it, which saves characters XML cannot hold. */
  OssXml encodeNames(OssRequest request) {
    encodes = request.parameter("encoding-type").filter("url"::equals).isPresent();
    return encodes ? add("EncodingType", "url") : this;
  }

  OssXml add(String element, Object value) {
    String escaped =
        String.valueOf(value)
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("\r", "&#13;");
    text.append('<').append(element).append('>').append(escaped);
    text.append("</").append(element).append('>');
    return this;
  }

  /** Add a name of an object or a part of one. */
  OssXml addName(String element, String name) {
    return add(element, encodes ? encode(name, "") : name);
  }

  OssXml begin(String element) {
    text.append('<').append(element).append('>');
    return this;
  }

  OssXml end(String element) {
    text.append("</").append(element).append('>');
    return this;
  }

  RegistryAnswer answer(int status) {
    String whole = text + "</" + root + ">";
    return RegistryAnswer.of(status)
        .with("Content-Type", "application/xml")
        .with(AnswerBody.of(whole));
  }

  /** Return a text as it was before it was written into XML. */
  static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
  }

  /** Return a text with all but unreserved characters (RFC 3986) and some others encoded. */
  static String encode(String text, String others) {
    StringBuilder encoded = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character ->
                encoded.append(
                    others.contains(character)
                        ? character
                        : URLEncoder.encode(character, StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("*", "%2A")
                            .replace("%7E", "~")));
    return encoded.toString();
  }
}
