package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes a finding the same one in another state of its file: rule, file, and the node it is
 * about, where items of lists are known by what they are instead of by their number. Lines above
 * that come and go change nothing. Not safe to share between threads.
 */
final class Fingerprints {

  private static final Pattern TAG = Pattern.compile(":[^/:]*$");

  private final ReportOptions options;
  private final Map<String, Integer> seen = new HashMap<>();

  Fingerprints(ReportOptions options) {
    this.options = options;
  }

  /** Return the fingerprint of the next finding; equal ones are told apart by their order. */
  String next(Finding finding) {
    Location location = finding.location();
    String identity =
        String.join("\n", finding.rule().code(), options.path(location.file()), place(location));
    int number = seen.merge(identity, 1, Integer::sum);
    return sha256(identity + "\n" + number);
  }

  private String place(Location location) {
    Optional<YamlDocument> document = options.document(location.file());
    if (!location.pointer().isEmpty()) {
      return document.map(d -> path(d, location.pointer())).orElse(location.pointer());
    }
    TextRange range = location.range();
    return range == null
        ? ""
        : document.flatMap(d -> d.lineText(range.line())).map(String::strip).orElse("");
  }

  /** Return a pointer whose indexes of known items are replaced by what the items are. */
  private static String path(YamlDocument document, String pointer) {
    StringBuilder path = new StringBuilder();
    Optional<YamlNode> node = document.root();
    for (String token : List.of(pointer.substring(1).split("/", -1))) {
      Optional<YamlNode> parent = node;
      String key = token.replace("~1", "/").replace("~0", "~");
      node = parent.flatMap(p -> child(p, key));
      boolean item = parent.filter(YamlSequence.class::isInstance).isPresent();
      Optional<String> name = item ? node.flatMap(Fingerprints::name) : Optional.empty();
      path.append('/').append(name.map(n -> "[" + n + "]").orElse(token));
    }
    return path.toString();
  }

  private static Optional<YamlNode> child(YamlNode parent, String key) {
    if (parent instanceof YamlMapping mapping) {
      return mapping.get(key);
    }
    if (parent instanceof YamlSequence sequence && key.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(key);
      return sequence.items().stream().skip(index).findFirst();
    }
    return Optional.empty();
  }

  private static Optional<String> name(YamlNode item) {
    if (!(item instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    return text(mapping, "name")
        .or(() -> text(mapping, "image").map(image -> TAG.matcher(image).replaceFirst("")));
  }

  private static Optional<String> text(YamlMapping mapping, String key) {
    return mapping
        .get(key)
        .filter(YamlScalar.class::isInstance)
        .map(node -> ((YamlScalar) node).value());
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
