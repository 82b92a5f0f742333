package io.caicloud.hotfix.release;

import io.caicloud.hotfix.spec.VersionFolder;
import java.util.Locale;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a receipt. */
final class ReceiptJson {

  /** The name and version of the form. */
  static final String FORMAT = "hotfix-receipt/1";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ObjectWriter WRITER = writer();

  private ReceiptJson() {}

  static String of(Receipt receipt) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("complete", receipt.isComplete());
    json.put("sent", receipt.sent());
    var targets = json.putArray("targets");
    for (VersionFolder folder : receipt.folders()) {
      ObjectNode target = targets.addObject();
      target.put("folder", folder.value());
      target.put(
          "complete", receipt.entries(folder).stream().allMatch(entry -> entry.status().isThere()));
      var objects = target.putArray("objects");
      receipt.entries(folder).forEach(entry -> fill(objects.addObject(), entry));
    }
    return WRITER.writeValueAsString(json) + "\n";
  }

  private static void fill(ObjectNode json, ReceiptEntry entry) {
    PublishObject object = entry.object();
    json.put("kind", name(object.kind()));
    json.put("key", object.key().value());
    json.put("address", entry.address());
    json.put("size", object.fingerprint().size());
    json.put("sha256", object.fingerprint().sha256().hex());
    json.put("status", name(entry.status()));
    json.put("sent", entry.sent());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The line feed is the same on every system. */
  private static ObjectWriter writer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return MAPPER
        .writer()
        .with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
  }
}
