package io.caicloud.hotfix.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.internal.io.PendingFile;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobCacheTest {

  private static final String NAME = "harbor.example:5000/release/web:v1";

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("cache");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Descriptor blob(String text) {
    return new Descriptor("application/x", Digest.of(bytes(text)), bytes(text).length);
  }

  static Descriptor put(BlobCache cache, String text) throws IOException {
    Descriptor blob = blob(text);
    cache.put(blob, bytes(text));
    return blob;
  }

  static String read(BlobCache cache, Descriptor blob) throws IOException {
    try (FileChannel file = cache.open(blob)) {
      return file == null
          ? "nothing"
          : new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path file(Descriptor blob) {
    return OciLayoutMaker.blob(folder(), blob.digest());
  }

  static CacheIndex.Target target(Descriptor manifest) {
    return new CacheIndex.Target(manifest, null);
  }

  @Test
  void gives_what_was_put_in_also_to_the_next_process() throws IOException {
    Descriptor blob = put(BlobCache.at(folder()), "some bytes");
    assertThat(read(BlobCache.at(folder()), blob)).isEqualTo("some bytes");
    assertThat(read(BlobCache.at(folder()), blob("others"))).isEqualTo("nothing");
    assertThat(folder().resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    assertThat(file(blob)).hasContent("some bytes");
  }

  @Test
  void entry_has_no_name_before_it_is_kept_and_is_gone_when_given_up() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = blob("half");
    try (PendingFile entry = cache.begin(blob.digest())) {
      entry.channel().write(ByteBuffer.wrap(bytes("half")));
      assertThat(cache.has(blob)).isFalse();
      assertThat(read(cache, blob)).isEqualTo("nothing");
    }
    assertThat(blobs()).isEmpty();
  }

  @Test
  void takes_an_entry_that_somebody_else_was_faster_with() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = blob("twice");
    try (PendingFile entry = cache.begin(blob.digest())) {
      entry.channel().write(ByteBuffer.wrap(bytes("twice")));
      put(BlobCache.at(folder()), "twice");
      cache.keep(blob.digest(), entry);
    }
    assertThat(read(cache, blob)).isEqualTo("twice");
    assertThat(blobs()).containsExactly(blob.digest().hex());
  }

  @Test
  void removes_an_entry_of_the_wrong_size_and_never_gives_it() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = put(cache, "whole");
    Files.writeString(file(blob), "who");
    assertThat(cache.has(blob)).isFalse();
    assertThat(read(cache, blob)).isEqualTo("nothing");
    assertThat(file(blob)).doesNotExist();
    put(cache, "whole");
    assertThat(read(cache, blob)).isEqualTo("whole");
  }

  @Test
  void keeps_a_right_entry_when_a_manifest_lies_about_its_size() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = put(cache, "whole");
    assertThat(read(cache, new Descriptor("x", blob.digest(), 3))).isEqualTo("nothing");
    assertThat(read(cache, blob)).isEqualTo("whole");
  }

  @Test
  void notices_wrong_bytes_only_when_verifying() throws IOException {
    Descriptor blob = put(BlobCache.at(folder()), "right");
    Files.writeString(file(blob), "wrong");
    assertThat(read(BlobCache.at(folder()), blob)).isEqualTo("wrong");
    BlobCache verifying = BlobCache.builder(folder()).verifying(true).open();
    assertThat(read(verifying, blob)).isEqualTo("nothing");
    assertThat(file(blob)).doesNotExist();
    put(verifying, "right");
    assertThat(read(verifying, blob)).isEqualTo("right");
  }

  @Test
  void small_entries_are_always_checked() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = put(cache, "right");
    assertThat(cache.bytes(blob, 100)).isEqualTo(bytes("right"));
    assertThat(cache.bytes(blob, 4)).isNull();
    Files.writeString(file(blob), "wrong");
    assertThat(cache.bytes(blob, 100)).isNull();
    assertThat(file(blob)).doesNotExist();
  }

  @Test
  void follows_no_link_and_removes_it() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor blob = blob("secret");
    Path secret = Files.writeString(parent.resolve("secret"), "secret");
    Files.createSymbolicLink(file(blob), secret);
    assertThat(cache.has(blob)).isFalse();
    assertThat(cache.bytes(blob, 100)).isNull();
    assertThat(read(cache, blob)).isEqualTo("nothing");
    assertThat(file(blob)).doesNotExist();
    assertThat(secret).hasContent("secret");
  }

  @Test
  void refuses_a_folder_of_other_things_a_file_and_a_link() throws IOException {
    Files.writeString(Files.createDirectory(folder()).resolve("thesis.txt"), "years of work");
    Refusal.of(() -> BlobCache.at(folder()), "cache-unusable", folder(), "thesis.txt");
    assertThat(folder().resolve("oci-layout")).doesNotExist();

    Path file = Files.writeString(parent.resolve("file"), "");
    Refusal.of(() -> BlobCache.at(file), "cache-unusable", file);

    Path other = Files.createDirectories(parent.resolve("other"));
    Files.createSymbolicLink(other.resolve("blobs"), parent);
    Refusal.of(() -> BlobCache.at(other), "cache-unusable", other.resolve("blobs"));
  }

  @Test
  void removes_what_was_used_least_recently() throws IOException {
    BlobCache cache = BlobCache.builder(folder()).mostBytes(12).open();
    Descriptor first = put(cache, "aaaa");
    Descriptor second = put(cache, "bbbb");
    Descriptor third = put(cache, "cccc");
    age(first, 30);
    age(second, 20);
    age(third, 10);
    assertThat(read(cache, first)).isEqualTo("aaaa");
    put(cache, "dddd");
    assertThat(cache.has(second)).isFalse();
    assertThat(cache.has(first)).isTrue();
    assertThat(cache.has(third)).isTrue();
  }

  @Test
  void keeps_what_is_held_until_it_is_released() throws IOException {
    BlobCache cache = BlobCache.builder(folder()).mostBytes(4).open();
    Descriptor held = put(cache, "aaaa");
    cache.hold(held.digest());
    cache.hold(held.digest());
    Descriptor other = put(cache, "bbbbbb");
    assertThat(cache.has(held)).isTrue();
    assertThat(cache.has(other)).isFalse();
    cache.release(held.digest());
    cache.trim();
    assertThat(cache.has(held)).isTrue();
    cache.release(held.digest());
    put(cache, "cccc");
    assertThat(cache.has(held)).isFalse();
  }

  @Test
  void forgets_names_whose_manifest_was_removed() throws IOException {
    BlobCache cache = BlobCache.builder(folder()).mostBytes(6).open();
    Descriptor first = put(cache, "aaaa");
    cache.name("host.example/p/first:v1", target(first));
    age(first, 10);
    cache.name("host.example/p/second:v1", target(put(cache, "bbbb")));
    assertThat(cache.named("host.example/p/first:v1")).isEmpty();
    assertThat(cache.named("host.example/p/second:v1")).isPresent();
  }

  private void age(Descriptor blob, int minutes) throws IOException {
    FileTime now = Files.getLastModifiedTime(folder().resolve("oci-layout"));
    Files.setLastModifiedTime(
        file(blob), FileTime.from(now.toInstant().minusSeconds(60L * minutes)));
  }

  @Test
  void name_stands_for_the_last_thing_it_was_given_to() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Descriptor old = put(cache, "old");
    Descriptor twin = put(cache, "twin");
    Descriptor fresh = put(cache, "fresh");
    cache.name(NAME, new CacheIndex.Target(old, twin));
    assertThat(cache.named(NAME).orElseThrow().target()).isEqualTo(old);
    cache.name(NAME, target(fresh));
    assertThat(cache.named(NAME).orElseThrow().target()).isEqualTo(fresh);
    assertThat(index()).doesNotContain(old.digest().hex(), twin.digest().hex());
    assertThat(cache.named("harbor.example:5000/release/web:v2")).isEmpty();
  }

  @Test
  void leaves_entries_of_other_programs_as_they_are() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    String other =
        "{\"mediaType\":\"application/x\",\"digest\":\"sha512:00\",\"size\":1,"
            + "\"annotations\":{\"org.opencontainers.image.ref.name\":\"other:v1\",\"more\":\"x\"},"
            + "\"strange\":[1,{\"deep\":true}]}";
    Files.writeString(
        folder().resolve("index.json"),
        "{\"schemaVersion\":2,\"annotations\":{\"by\":\"me\"},\"manifests\":[" + other + "]}");
    cache.name(NAME, target(put(cache, "manifest")));
    assertThat(index()).contains(other, "\"annotations\":{\"by\":\"me\"}", NAME);
  }

  @Test
  void does_not_touch_an_index_that_it_does_not_understand() throws IOException {
    BlobCache cache = BlobCache.at(folder());
    Files.writeString(folder().resolve("index.json"), "{\"manifests\":");
    Descriptor manifest = put(cache, "manifest");
    assertThatThrownBy(() -> cache.name(NAME, target(manifest)))
        .hasMessageContaining(folder().resolve("index.json").toString());
    assertThat(index()).isEqualTo("{\"manifests\":");
  }

  @Test
  void sweeps_what_a_killed_process_left() throws IOException {
    BlobCache.at(folder());
    Path left = folder().resolve("blobs/sha256/.hotfix-killed-1.part");
    Files.writeString(left, "half");
    Files.writeString(folder().resolve(".hotfix-killed-2.part"), "half");
    BlobCache.at(folder());
    assertThat(left).doesNotExist();
    assertThat(folder().resolve(".hotfix-killed-2.part")).doesNotExist();
  }

  @Test
  void interrupt_stops_reading_and_changing() throws IOException {
    BlobCache cache = BlobCache.builder(folder()).verifying(true).open();
    Descriptor blob = put(BlobCache.at(folder()), "some");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cache.open(blob)).isInstanceOf(ClosedByInterruptException.class);
    assertThatThrownBy(() -> cache.name(NAME, target(blob))).isNotNull();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file(blob)).hasContent("some");
    assertThat(cache.named(NAME)).isEmpty();
  }

  private List<String> blobs() throws IOException {
    try (Stream<Path> files = Files.list(folder().resolve("blobs/sha256"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String index() throws IOException {
    return Files.readString(folder().resolve("index.json"));
  }
}
