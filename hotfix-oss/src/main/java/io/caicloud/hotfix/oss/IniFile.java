package io.caicloud.hotfix.oss;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caicloud.hotfix.finding.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file of sections with {@code key = value} lines, as ossutil writes it.
 *
 * @param path the file, for messages
 * @param sections the keys and values by section, in order of their lines
 */
record IniFile(Path path, Map<String, List<Entry>> sections) {

  private static final int MOST_BYTES = 1 << 20;

  /**
   * A value.
   *
   * @param key the key as it stands there
   * @param text the value without blanks around it
   * @param line the line it stands on, from 1
   */
  record Entry(String key, String text, int line) {}

  static IniFile read(Path path) {
    String text = text(path).replaceFirst("^\ufeff", "");
    Map<String, List<Entry>> sections = new LinkedHashMap<>();
    List<Entry> section = new ArrayList<>();
    sections.put("", section);
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        String name = line.substring(1, line.length() - 1).strip();
        section = sections.computeIfAbsent(name, n -> new ArrayList<>());
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 1) {
        // The line may be a secret, so it is not quoted.
        throw Texts.failure(
            "oss-configuration.profile", path, number, Texts.message("profile.no-assignment"));
      }
      String key = line.substring(0, equals).strip();
      section.add(new Entry(key, line.substring(equals + 1).strip(), number));
    }
    return new IniFile(path, sections);
  }

  private static String text(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw Texts.failure("oss-configuration.unreadable", path, "not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        Message problem = Texts.message("profile.too-large", MOST_BYTES);
        throw Texts.failure("oss-configuration.profile", path, 1, problem);
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Texts.failure("oss-configuration.profile", path, 1, Texts.message("profile.not-text"));
    } catch (IOException e) {
      throw Texts.failure(e, "oss-configuration.unreadable", path, e);
    }
  }

  /** Return a key without what differs between versions of ossutil: case, hyphens, underscores. */
  static String plain(String key) {
    return key.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Return the section with this name, in any case. */
  Optional<List<Entry>> section(String name) {
    return sections.entrySet().stream()
        .filter(section -> section.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
