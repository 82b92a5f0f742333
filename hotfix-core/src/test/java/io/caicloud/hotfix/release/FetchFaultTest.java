package io.caicloud.hotfix.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.testing.FaultyStore;
import io.caicloud.hotfix.testing.FaultyStore.Kind;
import io.caicloud.hotfix.testing.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops fetching at every operation, and runs it again. */
final class FetchFaultTest {

  private static final byte[] A = "package a".getBytes(UTF_8);
  private static final byte[] B = "package b".getBytes(UTF_8);

  @TempDir Path folder;

  private MemoryStore memory = new MemoryStore();

  @BeforeEach
  void publish() {
    put("a.tar.gz", A);
    put("b.tar.gz", B);
    memory.overwrite("f/README.md", "notes".getBytes(UTF_8));
  }

  private void put(String name, byte[] bytes) {
    memory.overwrite("f/" + name, bytes);
    String line = Digest.of(bytes).hex() + "  " + name + "\n";
    memory.overwrite("f/" + name + ".sha256", line.getBytes(UTF_8));
  }

  @Test
  void finishes_after_a_failure_at_any_operation() throws IOException {
    FaultyStore counting = new FaultyStore(memory);
    FetchRequest.of("f").into(folder.resolve("all")).fetch(counting);
    int all = counting.operations().size();
    assertThat(all).isGreaterThan(12);
    for (int stop = 0; stop < all; stop++) {
      FetchRequest request = FetchRequest.of("f/").into(folder.resolve("stop" + stop));
      FaultyStore failing = new FaultyStore(memory).failAt(stop);
      HotfixException failure =
          catchThrowableOfType(HotfixException.class, () -> request.fetch(failing));
      assertThat(failure.code()).as("%d", stop).isEqualTo("store-unreachable");

      FetchResult again = request.fetch(memory);

      assertThat(again.files()).hasSize(5);
      assertThat(namesIn(folder.resolve("stop" + stop)))
          .containsExactly(
              "README.md", "a.tar.gz", "a.tar.gz.sha256", "b.tar.gz", "b.tar.gz.sha256");
    }
  }

  @Test
  void yields_to_a_rival_that_puts_a_file_there_meanwhile() throws IOException {
    for (byte[] rival : List.of(A, B)) {
      Path into = Files.createDirectories(folder.resolve(Digest.of(rival).hex()));
      FaultyStore store =
          new FaultyStore(memory)
              .before(
                  operation -> {
                    if (operation.kind() == Kind.STAT && operation.key().equals("f/a.tar.gz")) {
                      write(into.resolve("a.tar.gz"), rival);
                    }
                  });
      FetchRequest request = FetchRequest.of("f/").into(into);
      if (rival == A) {
        assertThat(request.fetch(store).skipped()).hasSize(1);
      } else {
        HotfixException failure =
            catchThrowableOfType(HotfixException.class, () -> request.fetch(store));
        assertThat(failure.code()).isEqualTo("fetch-exists");
        assertThat(failure.message(Locale.CHINESE)).contains("绝不覆盖");
      }
      assertThat(into.resolve("a.tar.gz")).hasBinaryContent(rival);
    }
  }

  @Test
  void follows_no_link_that_is_made_meanwhile() throws IOException {
    memory.overwrite("f/sub/file", A);
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path into = Files.createDirectory(folder.resolve("refused"));
    FaultyStore store =
        new FaultyStore(memory)
            .before(
                operation -> {
                  if (operation.kind() == Kind.STAT && operation.key().equals("f/sub/file")) {
                    link(into.resolve("sub"), outside);
                  }
                });
    assertThat(codeOf(store)).isEqualTo("store-not-a-folder");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void notices_that_an_object_is_gone_or_changes_while_it_is_received() {
    FaultyStore gone = new FaultyStore(memory).before(o -> removeAt(o, Kind.STAT, "f/b.tar.gz"));
    assertThat(codeOf(gone)).isEqualTo("store-missing");
    put("b.tar.gz", B);
    FaultyStore shorter = new FaultyStore(memory).before(o -> exchangeAt(o, "f/b.tar.gz", "b"));
    assertThat(codeOf(shorter)).isEqualTo("store-damaged");
    put("b.tar.gz", B);
    FaultyStore longer =
        new FaultyStore(memory).before(o -> exchangeAt(o, "f/b.tar.gz", "longer than before"));
    assertThat(codeOf(longer)).isEqualTo("fetch-damaged");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void compares_notes_with_what_the_store_holds(boolean knowsDigests) {
    memory = new MemoryStore(knowsDigests);
    memory.overwrite("f/README.md", "notes".getBytes(UTF_8));
    FaultyStore store = new FaultyStore(memory).before(o -> exchangeAt(o, "f/README.md", "other"));
    assertThat(FetchRequest.of("f/").into(folder.resolve("x")).fetch(memory).files()).hasSize(1);
    if (knowsDigests) {
      assertThat(codeOf(store)).isEqualTo("fetch-damaged");
    } else {
      FetchRequest.of("f/").into(folder.resolve("y")).fetch(store);
      assertThat(folder.resolve("y/README.md")).hasContent("other");
    }
  }

  private void removeAt(FaultyStore.Operation operation, Kind kind, String key) {
    if (operation.kind() == kind && operation.key().equals(key)) {
      memory.remove(key);
    }
  }

  private void exchangeAt(FaultyStore.Operation operation, String key, String bytes) {
    if (operation.kind() == Kind.OPEN && operation.key().equals(key)) {
      memory.overwrite(key, bytes.getBytes(UTF_8));
    }
  }

  private String codeOf(ReleaseStore store) {
    FetchRequest request = FetchRequest.of("f/").into(folder.resolve("refused"));
    HotfixException failure =
        catchThrowableOfType(HotfixException.class, () -> request.fetch(store));
    assertThat(failure).isNotNull();
    return failure.code();
  }

  private static void link(Path link, Path to) {
    try {
      Files.createSymbolicLink(link, to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
