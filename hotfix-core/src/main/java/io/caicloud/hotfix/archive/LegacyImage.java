package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.internal.tar.BadTar;
import io.caicloud.hotfix.internal.tar.TarNames;
import io.caicloud.hotfix.internal.tar.TarReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image archive as {@code docker save} writes it, of either form: one image with one tag, whose
 * configuration and layers are there with the digests that they are named by.
 */
final class LegacyImage {

  private static final int MOST_ENTRIES = 200_000;
  private static final int MOST_TEXT = 1 << 20;
  private static final int MOST_TEXTS = 32 << 20;
  private static final int MOST_HOPS = 8;
  private static final Pattern NAMED_BY_DIGEST =
      Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");

  private final String archive;
  private final Problems problems;
  private final Map<String, Digest> digests = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, byte[]> texts = new HashMap<>();
  private int textBytes;

  private LegacyImage(String archive, Problems problems) {
    this.archive = archive;
    this.problems = problems;
  }

  /** Check the archive that a stream holds. */
  static void check(String name, long size, InputStream content, Problems problems)
      throws IOException {
    LegacyImage image = new LegacyImage(name, problems);
    try (InputStream plain = ExpandedInput.of(content, size)) {
      image.scan(new TarReader(plain));
      image.checkNames();
      image.checkManifest();
    } catch (Damage e) {
      problems.add(PackageRules.DAMAGE, name, e.text());
    } catch (BadTar e) {
      problems.add(PackageRules.DAMAGE, name, Damage.at("tar-" + e.key()).text());
    } catch (EOFException e) {
      problems.add(PackageRules.DAMAGE, name, Damage.at("tar-no-end").text());
    } catch (IllegalArgumentException e) {
      problems.add(PackageRules.CLOSURE, name, "docker-manifest", Texts.reason(e));
    }
  }

  private void scan(TarReader tar) throws IOException {
    for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
      String name = EntryList.normal(entry);
      if (entry.isFile()) {
        requireNew(name);
        digests.put(name, read(tar, entry, name));
      } else if (entry.type() == '2') {
        requireNew(name);
        links.put(name, TarNames.target(name, entry.link()));
      } else if (!entry.isFolder()) {
        throw Damage.at("type", name, String.valueOf(entry.type()));
      }
    }
  }

  private void requireNew(String name) {
    if (digests.containsKey(name) || links.containsKey(name)) {
      throw Damage.at("twice", name);
    }
    if (digests.size() + links.size() == MOST_ENTRIES) {
      throw Damage.at("too-many-entries", MOST_ENTRIES);
    }
  }

  private Digest read(TarReader tar, TarReader.Entry entry, String name) throws IOException {
    boolean keep = entry.size() <= MOST_TEXT && entry.size() <= MOST_TEXTS - textBytes;
    MessageDigest sha256 = Digest.sha256();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int size = tar.read(buffer); size >= 0; size = tar.read(buffer)) {
      sha256.update(buffer, 0, size);
      if (keep) {
        copy.write(buffer, 0, size);
      }
    }
    if (keep) {
      texts.put(name, copy.toByteArray());
      textBytes += copy.size();
    }
    return Digest.finish(sha256);
  }

  /** Compare the digests in the names of blobs and configurations with those of their bytes. */
  private void checkNames() {
    digests.forEach(
        (name, found) -> {
          Matcher matcher = NAMED_BY_DIGEST.matcher(name);
          if (matcher.matches() && !matcher.group(1).equals(found.hex())) {
            Digest named = new Digest(matcher.group(1));
            problems.add(PackageRules.DAMAGE, archive + "!/" + name, "digest", named, found);
          }
        });
  }

  private void checkManifest() {
    List<JsonValue> images = JsonValue.parse(text("manifest.json")).elements();
    if (images.size() != 1) {
      problems.add(PackageRules.CONTRACT, archive, "images", images.size());
      return;
    }
    JsonValue image = images.get(0);
    List<String> tags = ManifestJson.all(image.get("RepoTags"), JsonValue::text);
    if (tags.size() != 1) {
      problems.add(PackageRules.CONTRACT, archive, "tags", tags.size(), tags);
    }
    JsonValue config = JsonValue.parse(text(image.get("Config").text()));
    List<String> diffIds = ManifestJson.all(config.get("rootfs").get("diff_ids"), JsonValue::text);
    List<String> layers = ManifestJson.all(image.get("Layers"), JsonValue::text);
    if (layers.size() != diffIds.size()) {
      problems.add(PackageRules.CLOSURE, archive, "layers", layers.size(), diffIds.size());
      return;
    }
    for (int i = 0; i < layers.size(); i++) {
      checkLayer(layers.get(i), diffIds.get(i));
    }
  }

  /** A layer is known by its own name, or else by the configuration, which names its content. */
  private void checkLayer(String name, String diffId) {
    Digest found = digests.get(followed(name));
    if (found == null) {
      problems.add(PackageRules.CLOSURE, archive, "layer-missing", name);
    } else if (!NAMED_BY_DIGEST.matcher(name).matches() && !found.toString().equals(diffId)) {
      problems.add(PackageRules.DAMAGE, archive + "!/" + name, "digest", diffId, found);
    }
  }

  private byte[] text(String name) {
    byte @Nullable [] text = texts.get(followed(name));
    if (text == null) {
      throw new IllegalArgumentException(name + "?");
    }
    return text;
  }

  private String followed(String name) {
    String target = name;
    for (int hops = 0; links.containsKey(target) && hops < MOST_HOPS; hops++) {
      target = links.getOrDefault(target, target);
    }
    return target;
  }
}
