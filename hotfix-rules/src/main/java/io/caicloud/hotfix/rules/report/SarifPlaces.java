package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Fix;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.RelatedLocation;
import io.caicloud.hotfix.finding.TextEdit;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Locations and changes of a SARIF log. */
final class SarifPlaces {

  /** What relative paths start from, under the name that code scanning uses. */
  static final String BASE = "%SRCROOT%";

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");
  private static final String PLAIN = "-._~/!$'()*+,;=@";
  private static final String HEX = "0123456789ABCDEF";

  private final ReportOptions options;

  SarifPlaces(ReportOptions options) {
    this.options = options;
  }

  Map<String, Object> of(Location location) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", artifact(location.file()));
    TextRange range = location.range();
    if (range != null) {
      physical.put("region", region(range));
    }
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("physicalLocation", physical);
    if (!location.pointer().isEmpty()) {
      place.put("logicalLocations", List.of(logical(location.pointer())));
    }
    return place;
  }

  List<Map<String, Object>> of(List<RelatedLocation> related) {
    List<Map<String, Object>> places = new ArrayList<>();
    for (RelatedLocation each : related) {
      Map<String, Object> place = of(each.location());
      place.put("message", Map.of("text", options.text(each.message())));
      places.add(place);
    }
    return places;
  }

  /** Return a fix of a file; one that is not safe says so, since it is only a suggestion. */
  Map<String, Object> of(Fix fix, String file) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("artifactLocation", artifact(file));
    change.put("replacements", fix.edits().stream().map(edit -> replacement(edit, file)).toList());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("description", Map.of("text", options.text(fix.description())));
    json.put("artifactChanges", List.of(change));
    json.put("properties", Map.of("safe", fix.safe()));
    return json;
  }

  /** Return why a result does not count. */
  Map<String, Object> of(Suppression suppression) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", suppression.kind() == Suppression.Kind.INLINE ? "inSource" : "external");
    json.put("status", "accepted");
    json.put("location", of(suppression.location()));
    json.put("justification", suppression.reason());
    json.put("properties", Map.of("until", suppression.until().toString()));
    return json;
  }

  private Map<String, Object> replacement(TextEdit edit, String file) {
    Map<String, Object> replacement = new LinkedHashMap<>();
    Optional<YamlDocument> document = options.document(file).filter(d -> d.root().isPresent());
    replacement.put(
        "deletedRegion", document.map(d -> region(d.range(edit))).orElseGet(() -> bytes(edit)));
    if (!edit.replacement().isEmpty()) {
      replacement.put("insertedContent", Map.of("text", edit.replacement()));
    }
    return replacement;
  }

  private static Map<String, Object> bytes(TextEdit edit) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("byteOffset", edit.offset());
    region.put("byteLength", edit.length());
    return region;
  }

  private static Map<String, Object> region(TextRange range) {
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", range.line());
    region.put("startColumn", range.column());
    region.put("endLine", range.endLine());
    region.put("endColumn", range.endColumn());
    return region;
  }

  private static Map<String, Object> logical(String pointer) {
    Map<String, Object> logical = new LinkedHashMap<>();
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    logical.put("name", name.replace("~1", "/").replace("~0", "~"));
    logical.put("fullyQualifiedName", pointer);
    logical.put("kind", "value");
    return logical;
  }

  private Map<String, Object> artifact(String file) {
    String path = options.path(file);
    Map<String, Object> artifact = new LinkedHashMap<>();
    if (path.startsWith("/")) {
      artifact.put("uri", "file://" + encoded(path));
    } else if (DRIVE.matcher(path).matches()) {
      artifact.put("uri", "file:///" + path.charAt(0) + ":" + encoded(path.substring(2)));
    } else {
      artifact.put("uri", encoded(path));
      artifact.put("uriBaseId", BASE);
    }
    return artifact;
  }

  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || PLAIN.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return uri.toString();
  }
}
