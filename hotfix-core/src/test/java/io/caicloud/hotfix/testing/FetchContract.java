package io.caicloud.hotfix.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Progress;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.release.FetchRequest;
import io.caicloud.hotfix.release.FetchResult;
import io.caicloud.hotfix.release.FetchedFile;
import io.caicloud.hotfix.release.ReleaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link FetchRequest} does with every store. A store's own test extends this class and says
 * which it is; every test starts with an empty store.
 */
public abstract class FetchContract {

  private static final String FOLDER = "platform/v2/hotfixes/20181123/";
  private static final String WEB = "web.tar.gz";
  private static final String API = "补丁 (1).tar.gz";
  private static final int SIZE = 3 * 1024 * 1024 + 17;

  private final byte[] web = bytes(1, SIZE);
  private final byte[] api = bytes(2, 5000);

  @TempDir Path temporary;

  /** For subclasses. */
  protected FetchContract() {}

  /** Return the store to fetch from, empty at the start of every test. */
  protected abstract TestedStore target();

  private void overwrite(String key, byte[] bytes) {
    target().overwrite(key, bytes);
  }

  @AfterEach
  void is_not_interrupted() {
    assertThat(Thread.interrupted()).as("a test left its thread interrupted").isFalse();
  }

  @Test
  void gets_a_folder_with_all_that_belongs_to_it() throws IOException {
    Tools.require("sha256sum");
    publish();
    overwrite(FOLDER + WEB + ".sig", "signature".getBytes(UTF_8));
    overwrite(FOLDER + "README.md", "# 修复\n".getBytes(UTF_8));
    overwrite(FOLDER + "empty/nothing.yaml", new byte[0]);

    FetchResult result = fetch(request());

    assertThat(files())
        .containsOnlyKeys(
            WEB,
            WEB + ".sig",
            WEB + ".sha256",
            API,
            API + ".sha256",
            "README.md",
            "empty/nothing.yaml");
    assertThat(into().resolve(WEB)).hasBinaryContent(web);
    assertThat(into().resolve(API)).hasBinaryContent(api);
    assertThat(result.files()).hasSize(7).allMatch(f -> f.status() == FetchedFile.Status.FETCHED);
    assertThat(result.skipped()).isEmpty();
    FetchedFile file = result.files().stream().filter(f -> f.path().endsWith(WEB)).findAny().get();
    assertThat(file.key().value()).isEqualTo(FOLDER + WEB);
    assertThat(file.fingerprint().sha256()).isEqualTo(Digest.of(web));
    assertThat(file.proof()).isEqualTo(FetchedFile.Proof.CHECKSUM);
    for (String name : List.of(WEB, API)) {
      Tools.run(List.of("sha256sum", "-c", "--strict", name + ".sha256"), into(), Map.of())
          .succeeded();
    }
  }

  @Test
  void receives_nothing_twice() {
    publish();
    fetch(request());
    FetchResult again = fetch(request());
    assertThat(again.skipped()).hasSize(4).isEqualTo(again.files());
    assertThat(again.received()).isLessThan(1000);
    assertThat(files()).hasSize(4);
  }

  @Test
  void gets_one_package_by_its_key() {
    publish();
    fetch(FetchRequest.of(FOLDER + WEB).into(into()));
    assertThat(files()).containsOnlyKeys(WEB, WEB + ".sha256");
    fetch(FetchRequest.of("platform").into(temporary.resolve("all")));
    assertThat(temporary.resolve("all").resolve(FOLDER.substring(9) + API)).hasBinaryContent(api);
  }

  @Test
  void says_when_there_is_nothing() {
    overwrite(FOLDER.replace("20181123", "201811234") + WEB, api);
    assertThat(refusal(request())).isEqualTo("fetch-nothing");
    assertThat(refusal(FetchRequest.of(FOLDER + "web").into(into()))).isEqualTo("fetch-nothing");
    assertThat(refusal(FetchRequest.of("../x").into(into()))).isEqualTo("invalid-store-key");
    assertThat(into()).doesNotExist();
    FetchRequest nowhere = FetchRequest.of(FOLDER);
    assertThatIllegalStateException().isThrownBy(() -> fetch(nowhere));
  }

  @Test
  void takes_packages_for_published_only_with_their_checksum() {
    publish();
    overwrite(FOLDER + "late.tar.gz", "late".getBytes(UTF_8));
    assertThat(refusal(request())).isEqualTo("fetch-unpublished");
    assertThat(into()).doesNotExist();
    FetchResult all = fetch(request().allowUnpublished());
    assertThat(files()).hasSize(5).containsKey("late.tar.gz");
    assertThat(all.files().stream().filter(f -> f.proof() == FetchedFile.Proof.CHECKSUM))
        .hasSize(2);
  }

  @Test
  void refuses_a_checksum_of_nothing() {
    publish();
    overwrite(FOLDER + "gone.tar.gz.sha256", line(api, "gone.tar.gz").getBytes(UTF_8));
    assertThat(refusal(request())).isEqualTo("fetch-orphan");
    assertThat(into()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s  web.tar.gz\n",
        "%s *web.tar.gz",
        "# a\n%S  web.tar.gz\n",
        "SHA256 (web.tar.gz) = %s\n"
      })
  void reads_checksums_as_sha256sum_does(String form) {
    Tools.require("sha256sum");
    publish();
    overwrite(FOLDER + WEB + ".sha256", form.formatted(Digest.of(web).hex()).getBytes(UTF_8));
    fetch(request());
    Tools.run(List.of("sha256sum", "-c", "--strict", WEB + ".sha256"), into(), Map.of())
        .succeeded();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "",
        "%s  other.tar.gz\n",
        "%s  ../web.tar.gz\n",
        "%s web.tar.gz\n",
        "%s  web.tar.gz\n%1$s  other.tar.gz\n",
        "%.63s  web.tar.gz\n",
        "%s  web.tar.gz\n\nx"
      })
  void refuses_other_checksums(String form) {
    publish();
    overwrite(FOLDER + WEB + ".sha256", form.formatted(Digest.of(web).hex()).getBytes(UTF_8));
    assertThat(refusal(request())).isEqualTo("fetch-checksum");
    assertThat(into()).doesNotExist();
  }

  @Test
  void shows_no_package_that_its_checksum_does_not_fit() {
    publish();
    byte[] other = web.clone();
    other[SIZE / 2] ^= 1;
    overwrite(FOLDER + WEB, other);
    assertThat(refusal(request())).isEqualTo("fetch-damaged");
    assertThat(files()).doesNotContainKeys(WEB, WEB + ".sha256").doesNotContainValue(SIZE + 0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {WEB, WEB + ".sha256", "README.md"})
  void leaves_other_files_alone_and_gets_nothing_then(String taken) throws IOException {
    publish();
    overwrite(FOLDER + "README.md", "new".getBytes(UTF_8));
    Files.createDirectories(into());
    Files.writeString(into().resolve(taken), "old");
    assertThat(refusal(request())).isEqualTo("fetch-exists");
    assertThat(files()).containsOnlyKeys(taken);
    assertThat(into().resolve(taken)).hasContent("old");
    Files.write(into().resolve(taken), new byte[taken.equals(WEB) ? SIZE : 3]);
    assertThat(refusal(request())).isEqualTo("fetch-exists");
  }

  @Test
  void goes_on_where_it_was_interrupted() {
    publish();
    long kept = interruptAfter(SIZE / 3);

    FetchResult result = fetch(request());

    assertThat(into().resolve(WEB)).hasBinaryContent(web);
    assertThat(files()).hasSize(4);
    assertThat(result.received()).isBetween(SIZE - kept, SIZE - kept + 2L * api.length);
  }

  @Test
  void begins_anew_when_the_object_is_another() {
    publish();
    interruptAfter(SIZE / 3);
    byte[] other = bytes(3, SIZE);
    overwrite(FOLDER + WEB, other);
    overwrite(FOLDER + WEB + ".sha256", line(other, WEB).getBytes(UTF_8));

    FetchResult result = fetch(request());

    assertThat(into().resolve(WEB)).hasBinaryContent(other);
    assertThat(result.received()).isBetween((long) SIZE, SIZE + 2L * api.length);
    assertThat(files()).hasSize(4);
  }

  @Test
  void lets_the_digest_decide_over_what_was_kept() throws IOException {
    publish();
    interruptAfter(SIZE / 3);
    try (Stream<Path> all = Files.list(into())) {
      Path data = all.filter(file -> file.toString().endsWith(".data")).findAny().get();
      byte[] bytes = Files.readAllBytes(data);
      bytes[bytes.length / 2] ^= 1;
      Files.write(data, bytes);
    }
    fetch(request());
    assertThat(into().resolve(WEB)).hasBinaryContent(web);
    assertThat(files()).hasSize(4);
  }

  @Test
  void shows_files_whole_and_in_order_and_says_how_far_it_is() {
    publish();
    List<Progress> told = new ArrayList<>();
    fetch(
        request()
            .progress(
                progress -> {
                  told.add(progress);
                  Map<String, Long> seen = visible();
                  assertThat(seen.getOrDefault(WEB, (long) SIZE)).isEqualTo(SIZE);
                  assertThat(seen.containsKey(WEB) || !seen.containsKey(WEB + ".sha256")).isTrue();
                }));
    long all = files().values().stream().mapToLong(size -> size).sum();
    List<Progress> totals = told.stream().filter(p -> p.stage() == Progress.Stage.TOTAL).toList();
    assertThat(totals.get(totals.size() - 1))
        .isEqualTo(new Progress(Progress.Stage.TOTAL, "", all, all));
    assertThat(totals).isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
    assertThat(told).contains(new Progress(Progress.Stage.FETCH, FOLDER + WEB, SIZE, SIZE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".profile",
        "a/.git/config",
        "CON",
        "a/nul.tar.gz",
        "Lpt1.md",
        "a:b",
        "a?",
        "a.",
        "a ",
        " a",
        "x./y",
        "README~1.MD",
        "com¹",
        "a\"b",
        "a|b",
        "conin$"
      })
  void refuses_names_that_are_not_names_everywhere(String name) {
    publish();
    overwrite(FOLDER + name, api);
    assertThat(refusal(request())).isEqualTo("fetch-name");
    assertThat(into()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEB.tar.gz", "web.TAR.gz.SHA256", "Web.tar.gz/inner", "ｗeb.tar.gz"})
  void refuses_names_that_differ_in_case_only(String name) {
    publish();
    overwrite(FOLDER + name, api);
    assertThat(refusal(request().allowUnpublished())).isEqualTo("fetch-collision");
    assertThat(into()).doesNotExist();
  }

  @Test
  void follows_no_links_below_the_folder() throws IOException {
    overwrite(FOLDER + "sub/file", api);
    overwrite(FOLDER + "plain", api);
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    Files.createSymbolicLink(outside.resolve("sub"), Files.createDirectory(temporary.resolve("x")));
    assertThat(refusal(FetchRequest.of(FOLDER).into(link))).isEqualTo("store-not-a-folder");
    assertThat(temporary.resolve("x")).isEmptyDirectory();

    Files.delete(outside.resolve("sub"));
    fetch(FetchRequest.of(FOLDER).into(link));
    assertThat(outside.resolve("sub/file")).hasBinaryContent(api);

    Files.delete(outside.resolve("plain"));
    Files.createSymbolicLink(outside.resolve("plain"), temporary.resolve("elsewhere"));
    assertThat(refusal(FetchRequest.of(FOLDER).into(link))).isEqualTo("store-not-a-file");
    assertThat(temporary.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void leaves_a_file_to_who_fetches_it_already() {
    publish();
    List<String> codes = new ArrayList<>();
    fetch(
        request()
            .progress(
                progress -> {
                  if (progress.stage() == Progress.Stage.FETCH && codes.isEmpty()) {
                    codes.add(refusal(request()));
                  }
                }));
    assertThat(codes).containsExactly("fetch-busy");
    assertThat(files()).hasSize(4);
  }

  @Test
  void does_nothing_when_interrupted_before() {
    publish();
    Thread.currentThread().interrupt();
    try {
      assertThat(refusal(request())).isEqualTo("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(into()).doesNotExist();
  }

  /** Interrupt a run, and return how many bytes of the large package it keeps. */
  private long interruptAfter(long bytes) {
    FetchRequest interrupted =
        request()
            .progress(
                progress -> {
                  if (progress.stage() == Progress.Stage.FETCH
                      && progress.item().endsWith(WEB)
                      && progress.done() > bytes) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      assertThat(refusal(interrupted)).isEqualTo("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    Map<String, Long> left = files();
    assertThat(visible()).doesNotContainKeys(WEB, WEB + ".sha256");
    return left.entrySet().stream()
        .filter(file -> file.getKey().endsWith(".data"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Path into() {
    return temporary.resolve("into");
  }

  private FetchRequest request() {
    return FetchRequest.of(FOLDER).into(into());
  }

  private FetchResult fetch(FetchRequest request) {
    try (ReleaseStore store = target().open()) {
      return request.fetch(store);
    }
  }

  private String refusal(FetchRequest request) {
    HotfixException failure = catchThrowableOfType(HotfixException.class, () -> fetch(request));
    assertThat(failure).isNotNull();
    return failure.code();
  }

  private void publish() {
    overwrite(FOLDER + WEB, web);
    overwrite(FOLDER + WEB + ".sha256", line(web, WEB).getBytes(UTF_8));
    overwrite(FOLDER + API, api);
    overwrite(FOLDER + API + ".sha256", line(api, API).getBytes(UTF_8));
  }

  private static String line(byte[] bytes, String name) {
    return Digest.of(bytes).hex() + "  " + name + "\n";
  }

  private static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Map<String, Long> visible() {
    Map<String, Long> visible = files();
    visible.keySet().removeIf(name -> name.startsWith("."));
    return visible;
  }

  /** Return the sizes of all files in the folder, hidden ones too. */
  private Map<String, Long> files() {
    Map<String, Long> files = new TreeMap<>();
    if (!Files.exists(into())) {
      return files;
    }
    try (Stream<Path> all = Files.walk(into())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(into().relativize(file).toString(), Files.size(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
