package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.testing.SmallDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest {

  private static final StoreKey KEY = StoreKey.of("platform/v1/a.tar.gz");
  private static final Content FIRST = Content.of("first".getBytes(UTF_8));

  @TempDir Path folder;

  @Test
  void makes_no_directory_by_looking() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder.resolve("none"));
    assertThat(store.stat(KEY)).isEmpty();
    assertThat(store.list("", "").objects()).isEmpty();
    assertThat(entries(folder)).isEmpty();
  }

  @Test
  void keeps_an_object_as_a_file_that_others_can_read() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder);
    put(store, KEY, FIRST);
    assertThat(folder.resolve(KEY.value())).hasContent("first");
    assertThat(entries(folder.resolve("platform/v1"))).containsExactly("a.tar.gz");
    Path plain = Files.writeString(folder.resolve("plain"), "");
    assertThat(Files.getPosixFilePermissions(folder.resolve(KEY.value())))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void copies_are_files_of_their_own() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder);
    put(store, KEY, FIRST);
    StoreKey other = StoreKey.of("platform/v2/a.tar.gz");
    store.copyIfAbsent(KEY, other, FIRST.fingerprint());
    Files.writeString(folder.resolve(KEY.value()), "spoilt");
    assertThat(folder.resolve(other.value())).hasContent("first");
  }

  @Test
  void sees_damage_that_keeps_the_size() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder);
    put(store, KEY, FIRST);
    Files.writeString(folder.resolve(KEY.value()), "fir5t");
    assertThat(store.look(KEY, FIRST.fingerprint()).state()).isEqualTo(Lookup.State.DIFFERENT);
    assertThat(codeOf(() -> put(store, KEY, FIRST))).isEqualTo("store-conflict");
  }

  @Test
  void names_objects_by_path_or_by_the_address_given() {
    assertThat(DirectoryStore.at(folder).address(KEY)).isEqualTo(folder + "/" + KEY);
    for (String base : List.of("oss://infra-release", "oss://infra-release/")) {
      assertThat(DirectoryStore.at(folder, base).address(KEY))
          .isEqualTo("oss://infra-release/platform/v1/a.tar.gz");
    }
  }

  @Test
  void follows_no_link_below_its_directory() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path root = Files.createDirectory(folder.resolve("store"));
    Files.createSymbolicLink(root.resolve("platform"), elsewhere);
    DirectoryStore store = DirectoryStore.at(root);
    assertThat(codeOf(() -> put(store, KEY, FIRST))).isEqualTo("store-not-a-folder");
    assertThat(codeOf(() -> store.stat(KEY))).isEqualTo("store-not-a-folder");
    assertThat(entries(elsewhere)).isEmpty();
    assertThat(entries(root)).containsExactly("platform");

    Files.createSymbolicLink(root.resolve("file"), elsewhere.resolve("target"));
    StoreKey link = StoreKey.of("file");
    assertThat(codeOf(() -> put(store, link, FIRST))).isEqualTo("store-not-a-file");
    assertThat(codeOf(() -> store.open(link, 0, 0))).isEqualTo("store-not-a-file");
    assertThat(store.list("", "").unusable()).containsExactly("file", "platform");
    assertThat(entries(elsewhere)).isEmpty();
  }

  @Test
  void may_itself_be_a_link() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    put(DirectoryStore.at(link), KEY, FIRST);
    assertThat(real.resolve(KEY.value())).hasContent("first");
  }

  @Test
  void refuses_a_file_in_the_way_of_a_folder_and_a_folder_in_the_way_of_a_file()
      throws IOException {
    Files.writeString(folder.resolve("platform"), "a file");
    Files.createDirectory(folder.resolve("folder"));
    DirectoryStore store = DirectoryStore.at(folder);
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> put(store, KEY, FIRST));
    assertThat(failure.code()).isEqualTo("store-not-a-folder");
    assertThat(failure).hasMessageContaining(folder.resolve("platform").toString());
    assertThat(failure.message(Locale.CHINESE)).contains("不是目录");
    assertThat(codeOf(() -> put(store, StoreKey.of("folder"), FIRST)))
        .isEqualTo("store-not-a-file");
    Path file = folder.resolve("platform");
    assertThat(codeOf(() -> put(DirectoryStore.at(file), KEY, FIRST)))
        .isEqualTo("store-not-a-folder");
  }

  @Test
  void writes_nothing_when_the_disk_has_no_room() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("disk"));
    Content large = Content.read(Files.write(folder.resolve("large"), new byte[1 << 20]));
    try (SmallDisk disk = SmallDisk.mount(mount, 256 * 1024)) {
      DirectoryStore store = DirectoryStore.at(disk.folder());
      List<Progress> told = new ArrayList<>();
      assertThat(codeOf(() -> store.putIfAbsent(KEY, large, told::add))).isEqualTo("store-full");
      assertThat(told).isEmpty();
      assertThat(entries(mount)).isEmpty();
      put(store, KEY, FIRST);
      assertThat(filesBelow(mount)).containsExactly("a.tar.gz");
    }
  }

  @Test
  void leaves_nothing_when_the_disk_fills_up_in_the_middle() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("disk"));
    Content large = Content.read(Files.write(folder.resolve("large"), new byte[768 * 1024]));
    try (SmallDisk disk = SmallDisk.mount(mount, 1 << 20)) {
      DirectoryStore store = DirectoryStore.at(disk.folder());
      Path rival = mount.resolve("rival");
      ProgressListener fill = progress -> fill(rival);
      assertThat(codeOf(() -> store.putIfAbsent(KEY, large, fill))).isEqualTo("store-full");
      assertThat(entries(mount)).containsExactly("rival");
      Files.delete(rival);
      put(store, KEY, large);
      assertThat(filesBelow(mount)).containsExactly("a.tar.gz");
    }
  }

  @Test
  void has_only_a_hidden_file_while_it_writes_and_none_after_a_failure() throws IOException {
    Path file = Files.write(folder.resolve("content"), new byte[1 << 20]);
    Content content = Content.read(file);
    Path root = folder.resolve("store");
    DirectoryStore store = DirectoryStore.at(root);
    List<String> during = new ArrayList<>();
    ProgressListener spoil =
        progress -> {
          during.addAll(filesBelow(root));
          overwriteEnd(file);
        };
    assertThat(codeOf(() -> store.putIfAbsent(KEY, content, spoil))).isEqualTo("source-changed");
    assertThat(during).isNotEmpty().allMatch(name -> name.startsWith(".hotfix-"));
    assertThat(root).doesNotExist();
  }

  @Test
  void shows_no_object_that_the_disk_gives_back_otherwise_than_it_got_it() throws IOException {
    Path root = folder.resolve("store");
    DirectoryStore store = DirectoryStore.at(root);
    ProgressListener spoil =
        progress -> hiddenFiles(root).forEach(DirectoryStoreTest::overwriteEnd);
    assertThat(codeOf(() -> store.putIfAbsent(KEY, FIRST, spoil))).isEqualTo("store-damaged");
    assertThat(root).doesNotExist();
  }

  @Test
  void removes_what_a_killed_process_has_left_beside() throws IOException {
    Path place = Files.createDirectories(folder.resolve("platform/v1"));
    Files.writeString(place.resolve(".hotfix-0-0.part"), "left");
    DirectoryStore store = DirectoryStore.at(folder);
    assertThat(store.list("", "").objects()).isEmpty();
    assertThat(store.list("", "").unusable()).isEmpty();
    put(store, KEY, FIRST);
    assertThat(entries(place)).containsExactly("a.tar.gz");
  }

  @Test
  void refuses_keys_that_look_like_its_hidden_files() {
    DirectoryStore store = DirectoryStore.at(folder);
    StoreKey hidden = StoreKey.of("a/.hotfix-1.part");
    assertThat(codeOf(() -> put(store, hidden, FIRST))).isEqualTo("store-key-unusable");
    assertThat(codeOf(() -> store.stat(hidden))).isEqualTo("store-key-unusable");
  }

  @Test
  void tells_of_names_that_are_no_keys() throws IOException {
    Files.writeString(folder.resolve("a\\b"), "");
    Files.writeString(folder.resolve("line\nfeed"), "");
    Files.writeString(folder.resolve("good"), "");
    StorePage page = DirectoryStore.at(folder).list("", "");
    assertThat(page.objects()).extracting(StoredObject::key).containsExactly(StoreKey.of("good"));
    assertThat(page.unusable()).containsExactlyInAnyOrder("a\\b", "line\nfeed");
  }

  @Test
  void lists_page_by_page() throws IOException {
    for (int i = 0; i < 50; i++) {
      Path sub = Files.createDirectories(folder.resolve("list/" + i));
      for (int j = 0; j < 45; j++) {
        Files.createFile(sub.resolve("f" + j));
      }
    }
    DirectoryStore store = DirectoryStore.at(folder);
    List<StoreKey> keys = new ArrayList<>();
    int pages = 0;
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      StorePage page = store.list("list/", next.get());
      page.objects().forEach(object -> keys.add(object.key()));
      next = page.next();
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(keys).hasSize(2250).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void replaces_nothing_while_another_process_does() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder);
    put(store, KEY, FIRST);
    Content second = Content.of("second".getBytes(UTF_8));
    try (FileChannel held =
        FileChannel.open(folder.resolve(KEY.value()), StandardOpenOption.WRITE)) {
      assertThat(held.tryLock()).isNotNull();
      assertThat(codeOf(() -> store.replaceIfDigestIs(KEY, FIRST.fingerprint().sha256(), second)))
          .isEqualTo("store-busy");
    }
    assertThat(filesBelow(folder)).containsExactly("a.tar.gz");
    store.replaceIfDigestIs(KEY, FIRST.fingerprint().sha256(), second);
    assertThat(folder.resolve(KEY.value())).hasContent("second");
  }

  @Test
  void fails_reading_where_a_file_was_cut() throws IOException {
    DirectoryStore store = DirectoryStore.at(folder);
    put(store, KEY, FIRST);
    try (var channel = store.open(KEY, 0, 5)) {
      Files.writeString(folder.resolve(KEY.value()), "fi");
      ByteBuffer buffer = ByteBuffer.allocate(5);
      assertThat(channel.read(buffer)).isEqualTo(2);
      assertThatThrownBy(() -> channel.read(buffer))
          .isInstanceOf(HotfixException.class)
          .hasMessageContaining(KEY.value());
    }
  }

  private static void put(ReleaseStore store, StoreKey key, Content content) {
    store.putIfAbsent(key, content, ProgressListener.NONE);
  }

  private static String codeOf(ThrowingCallable call) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, call);
    assertThat(failure).isNotNull();
    return failure.code();
  }

  /** Write until there is no room left. */
  private static void fill(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (channel.write(ByteBuffer.allocate(4096)) > 0) {
        // Until it throws.
      }
    } catch (IOException e) {
      // Full.
    }
  }

  private static void overwriteEnd(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), channel.size() - 1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> entries(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Path> hiddenFiles(Path of) {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(path -> path.getFileName().toString().startsWith(".hotfix-")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> filesBelow(Path of) {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
