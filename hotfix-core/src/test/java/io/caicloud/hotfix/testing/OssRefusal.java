package io.caicloud.hotfix.testing;

import java.util.Map;
import java.util.TreeMap;

/** An error that an OSS answers with. */
final class OssRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> details = new TreeMap<>();

  OssRefusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static OssRefusal badArgument(String message) {
    return new OssRefusal(400, "InvalidArgument", message);
  }

  static OssRefusal noSuchKey(String key) {
    return new OssRefusal(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
  }

  OssRefusal with(String element, String text) {
    details.put(element, text);
    return this;
  }

  String code() {
    return code;
  }

  RegistryAnswer answer() {
    OssXml xml = OssXml.root("Error").add("Code", code).add("Message", getMessage());
    details.forEach(xml::add);
    return xml.answer(status);
  }
}
