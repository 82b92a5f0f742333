package io.caicloud.hotfix.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.caicloud.hotfix.testing.LayerForm;
import io.caicloud.hotfix.testing.OciLayoutMaker;
import io.caicloud.hotfix.testing.OssCredential;
import io.caicloud.hotfix.testing.OssFault;
import io.caicloud.hotfix.testing.OssOperation;
import io.caicloud.hotfix.testing.OssRequest;
import io.caicloud.hotfix.testing.OssServer;
import io.caicloud.hotfix.testing.TestCertificates;
import io.caicloud.hotfix.testing.TinyImage;
import io.caicloud.hotfix.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code hotfix publish}, {@code release} and {@code fetch} with a bucket. */
final class OssCommandsTest {

  private static final String DATE = "platform/compass-v2.7.2/hotfixes/20181123/";
  private static final String KEY = DATE + Cli.PACKAGE;

  /** More than two parts of 8 MB. */
  private static final int LARGE = 12 << 20;

  private static final int PART = 8 << 20;

  @TempDir private Path folder;
  private final OssServer server = OssServer.start();
  private Map<String, String> environment = Map.of();
  private Path built;

  @BeforeEach
  void prepare() {
    built = Cli.built(folder);
    environment = variables(server.credential());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, String> variables(OssCredential credential) {
    return Map.of(
        "HOME", folder.resolve("home").toString(),
        "OSS_ACCESS_KEY_ID", credential.accessKeyId(),
        "OSS_ACCESS_KEY_SECRET", credential.accessKeySecret(),
        "OSS_ENDPOINT", server.endpoint().toString(),
        "OSS_REGION", server.region());
  }

  private Cli publish(Object... more) {
    return run(
        List.of("publish", built, "--to", "compass-v2.7.2", "--attempts", "2", "--store"),
        "oss://release",
        more);
  }

  private Cli fetch(String from, Path into, Object... more) {
    return run(List.of("fetch", "--attempts", "2", from), into, more);
  }

  private Cli run(List<?> fixed, Object last, Object... more) {
    List<Object> all = new ArrayList<>(fixed);
    all.add(last);
    all.addAll(List.of(more));
    Cli run = Cli.run(environment, all.toArray());
    String printed = run.out() + run.err();
    assertThat(printed).doesNotContain(environment.getOrDefault("OSS_ACCESS_KEY_SECRET", "\u0000"));
    return run;
  }

  private long writes() {
    return server.log().entries(OssRequest::writes).size();
  }

  @Test
  void publishes_to_several_versions_and_sends_nothing_the_second_time() throws IOException {
    Cli run = publish("--to", "compass-v2.7.1").exits(0);

    assertThat(server.bucket().object(KEY).orElseThrow().bytes())
        .isEqualTo(Files.readAllBytes(built));
    assertThat(server.bucket().keys()).hasSize(4);
    assertThat(Cli.lines(run.out()))
        .startsWith("uploaded  " + KEY)
        .contains("oss://release/" + KEY)
        .endsWith("/queue done-package-uploaded");
    assertThat(run.err()).isEmpty();
    long before = writes();

    Cli again = publish("--to", "compass-v2.7.1", "--lang", "zh").exits(0);

    assertThat(Cli.lines(again.out())).startsWith("已存在  " + KEY);
    assertThat(writes()).isEqualTo(before);
    JsonNode receipt = publish("--json").exits(0).json();
    assertThat(receipt.get("complete").asBoolean()).isTrue();
    assertThat(receipt.get("sent").asInt()).isZero();
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void puts_keys_behind_a_prefix() {
    run(List.of("publish", built, "--to", "compass-v2.7.2", "--store"), "oss://release/容器 云/test/")
        .exits(0);
    assertThat(server.bucket().keys()).startsWith("容器 云/test/" + KEY);
  }

  @Test
  void a_dry_run_writes_nothing() {
    JsonNode plan = publish("--dry-run", "--json").exits(0).json();
    assertThat(plan.at("/steps/0/verdict").asString()).isEqualTo("new");
    assertThat(plan.at("/steps/0/key").asString()).isEqualTo(KEY);
    assertThat(plan.at("/steps/0/size").asLong()).isEqualTo(built.toFile().length());
    publish("--dry-run").exits(0);
    assertThat(writes()).isZero();
  }

  @Test
  void a_conflict_is_refused_and_named() {
    server.bucket().put(KEY, "somebody else's".getBytes(UTF_8));

    assertThat(publish("--dry-run").exits(1).out()).contains("conflict  " + KEY);
    assertThat(publish().exits(1).err()).contains("nothing was written", KEY);
    assertThat(publish("--lang", "zh").exits(1).err()).contains("没有写入任何内容", KEY);
    assertThat(publish("--json").exits(1).json().get("complete").asBoolean()).isFalse();
    assertThat(writes()).isZero();
  }

  @Test
  void who_may_only_read_is_told_so() {
    environment = variables(server.readOnlyCredential());
    assertThat(publish().exits(2).err()).contains("not allowed to use oss://release/" + KEY);
    assertThat(publish("--lang", "zh").exits(2).err()).startsWith("hotfix：").contains(KEY);
    assertThat(publish("--json").exits(2).json().at("/targets/0/objects/0/status").asString())
        .isEqualTo("failed");
    assertThat(server.bucket().keys()).isEmpty();
  }

  @Test
  void a_service_that_is_not_there_is_no_refusal_of_the_package() {
    server.faults().always(request -> true, OssFault.error(503, "ServiceUnavailable"));
    assertThat(publish("--json").exits(2).json().get("code").asString())
        .isEqualTo("store-unreachable");
    assertThat(fetch("oss://release/platform", folder.resolve("x")).exits(2).err())
        .contains("check network and service");
  }

  @Test
  void a_bucket_with_versions_is_used_only_when_allowed() {
    server.bucket().versioning(io.caicloud.hotfix.testing.OssBucket.Versioning.ENABLED);
    assertThat(publish().exits(2).err()).contains("keeps versions");
    publish("--allow-versioning").exits(0);
  }

  @Test
  void an_upload_that_was_stopped_goes_on_from_its_journal() throws IOException {
    large();
    Path state = folder.resolve("state");
    Map<String, String> usual = environment;
    environment = with(usual, "XDG_STATE_HOME", state.toString());
    CountDownLatch others = new CountDownLatch(2);
    OssFault unavailable = OssFault.error(503, "ServiceUnavailable");
    server
        .faults()
        .always(
            request -> request.part() == 1 || request.part() == 2,
            OssFault.afterDoing(others::countDown))
        .always(
            OssRequest.isPart(3),
            OssFault.before(() -> Uninterruptibles.awaitUninterruptibly(others), unavailable));
    publish().exits(2);
    assertThat(Cli.files(state).keySet()).hasSize(1).allMatch(f -> f.startsWith("hotfix/uploads/"));
    server.faults().clear();
    server.log().clear();

    Cli again = publish("--resume").exits(0);

    assertThat(again.err()).contains("going on with", "2 of 3 parts are there");
    assertThat(server.log().bytesUploaded()).isLessThan(Files.size(built) - 2 * PART + 1000);
    assertThat(server.bucket().object(KEY).orElseThrow().bytes())
        .isEqualTo(Files.readAllBytes(built));
    assertThat(Cli.files(state)).isEmpty();
  }

  @Test
  void journals_lie_where_they_are_told_to_or_nowhere() throws IOException {
    large();
    server.faults().always(OssRequest.isPart(3), OssFault.error(503, "ServiceUnavailable"));
    publish("--no-resume").exits(2);
    assertThat(folder.resolve("home")).doesNotExist();
    publish("--resume=" + folder.resolve("journals"), "--quiet").exits(2);
    assertThat(Cli.files(folder.resolve("journals"))).hasSize(1);
    publish().exits(2);
    assertThat(Cli.files(folder.resolve("home/.local/state/hotfix/uploads"))).hasSize(1);
    assertThat(publish("--resume", "--no-resume").exits(2).err()).contains("contradict");
    Cli noPath = Cli.run("publish", "--resume", "none", "--store", "s", "--to", "v");
    assertThat(noPath.exits(2).err()).contains("there is nothing at none");
  }

  @Test
  void reads_the_file_of_ossutil_and_warns_when_others_can_too() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path config = home.resolve(".ossutilconfig");
    Files.writeString(
        config,
        "[Credentials]\nlanguage=EN\nendpoint=%s\naccessKeyID=%s\naccessKeySecret=%s\n"
            .formatted(
                server.endpoint(),
                server.credential().accessKeyId(),
                server.credential().accessKeySecret()));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    environment = Map.of("HOME", home.toString());

    Cli open = publish("--region", server.region()).exits(0);
    assertThat(open.err()).contains("can be read by others", "chmod 600");

    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertThat(publish("--region", server.region()).exits(0).err()).isEmpty();
    Path moved = Files.move(config, folder.resolve("config"));
    publish("--region", server.region(), "--oss-config", moved).exits(0);
    assertThat(publish("--region", "cn-hangzhou", "--profile", "x").exits(2).err())
        .contains("there is nothing at " + config);
    assertThat(publish("--oss-config", moved, "--profile", "x").exits(2).err()).contains("\"x\"");
    assertThat(publish().exits(2).err()).contains("there is no access key");
  }

  @Test
  void options_go_before_variables() {
    environment = with(environment, "OSS_ENDPOINT", "https://127.0.0.1:1");
    publish("--endpoint", server.endpoint()).exits(0);
    assertThat(publish("--endpoint", server.endpoint(), "--region", "!").exits(2).err())
        .contains("no region");
  }

  @Test
  void trusts_the_authorities_that_it_is_given() {
    TestCertificates certificates = TestCertificates.in(folder.resolve("certificates"));
    try (OssServer secure = OssServer.builder().https(certificates.serverContext()).start()) {
      environment = new HashMap<>(variables(secure.let(server.credential())));
      environment.put("OSS_ENDPOINT", secure.endpoint().toString());
      publish().exits(2);
      publish("--oss-ca", certificates.authorityPem()).exits(0);
      assertThat(secure.bucket().keys()).contains(KEY);
      assertThat(publish("--oss-ca", built).exits(2).err()).contains("no certificates");
    }
  }

  @Test
  void releases_a_date_folder_into_a_bucket() {
    Path tree = folder.resolve("tree").resolve(Cli.DATE);
    List<?> release = List.of("release", "compass-v2.7.2/", tree, "--images");
    Path images = folder.resolve("images");
    run(release, images, "--into", folder.resolve("p"), "--store", "oss://release").exits(0);
    assertThat(server.bucket().keys()).containsExactly(DATE + "README.md", KEY, KEY + ".sha256");
  }

  @Test
  void gets_back_what_was_published_and_verifies_it() throws IOException {
    Tools.require("sha256sum");
    publish().exits(0);
    Path into = folder.resolve("fetched");

    Cli run = fetch("oss://release/" + DATE, into).exits(0);

    assertThat(into.resolve(Cli.PACKAGE)).hasSameBinaryContentAs(built);
    Tools.run(List.of("sha256sum", "--strict", "-c", Cli.PACKAGE + ".sha256"), into, Map.of())
        .succeeded();
    assertThat(Cli.lines(run.out()))
        .containsExactly(
            "fetched  " + into.resolve(Cli.PACKAGE),
            "fetched  " + into.resolve(Cli.PACKAGE + ".sha256"));
    assertThat(run.err()).startsWith("files there and verified: 2, bytes received: ");
    Cli again = fetch("oss://release/" + KEY, into, "--lang", "zh", "--quiet").exits(0);
    assertThat(Cli.lines(again.out())).startsWith("已存在  " + into.resolve(Cli.PACKAGE));
    assertThat(again.err()).isEmpty();

    JsonNode json = fetch("oss://release", folder.resolve("all"), "--json").exits(0).json();
    assertThat(json.get("received").asLong()).isGreaterThan(Files.size(built));
    JsonNode file = json.at("/files/0");
    assertThat(file.get("key").asString()).isEqualTo(KEY);
    assertThat(file.get("file").asString()).isEqualTo(folder.resolve("all") + "/" + KEY);
    assertThat(file.get("size").asLong()).isEqualTo(Files.size(built));
    assertThat(file.get("proof").asString()).isEqualTo("checksum");
    assertThat(file.get("status").asString()).isEqualTo("fetched");
  }

  @Test
  void fetches_from_a_folder_as_well() {
    Path store = folder.resolve("store");
    Cli.run("publish", built, "--to", "compass-v2.7.2", "--store", store).exits(0);
    Path into = folder.resolve("fetched");
    fetchPlain(store.resolve(DATE), into).exits(0);
    fetchPlain(store.resolve(KEY), into).exits(0);
    assertThat(Cli.files(into)).isEqualTo(Cli.files(store.resolve(DATE)));
    assertThat(fetchPlain(folder.resolve("none"), into).exits(2).err()).contains("nothing at");
    assertThat(fetchPlain(store, into, "--region", "x").exits(2).err()).contains("is a folder");
  }

  private static Cli fetchPlain(Path from, Path into, Object... more) {
    List<Object> all = new ArrayList<>(List.of("fetch", from, into));
    all.addAll(List.of(more));
    return Cli.run(all.toArray());
  }

  @Test
  void refuses_what_is_not_what_it_should_be() throws IOException {
    publish().exits(0);
    Path into = folder.resolve("fetched");
    server.bucket().delete(KEY + ".sha256");
    assertThat(fetch("oss://release/" + DATE, into).exits(1).err()).contains("not published");
    fetch("oss://release/" + DATE, into, "--unpublished").exits(0);
    publish().exits(0);
    server.bucket().put(KEY, "damaged".getBytes(UTF_8));
    Cli damaged = fetch("oss://release/" + DATE, folder.resolve("other"), "--json").exits(1);
    assertThat(damaged.json().get("code").asString()).isEqualTo("fetch-damaged");
    assertThat(folder.resolve("other")).isEmptyDirectory();
    assertThat(fetch("oss://release/" + DATE, into).exits(1).err()).contains("never overwritten");
    assertThat(fetch("oss://release/none", into, "--lang", "zh").exits(2).err()).contains("没有任何内容");
  }

  @Test
  void a_fetch_that_was_stopped_goes_on() throws IOException {
    large();
    publish().exits(0);
    Path into = folder.resolve("fetched");
    server
        .faults()
        .after(1, OssRequest.is(OssOperation.GET_OBJECT), OssFault.truncateAfter(5_000_000));
    server
        .faults()
        .always(
            request -> request.operation() == OssOperation.GET_OBJECT && request.key().equals(KEY),
            OssFault.error(503, "ServiceUnavailable"));
    fetch("oss://release/" + DATE, into).exits(2);
    assertThat(into.resolve(Cli.PACKAGE)).doesNotExist();
    server.faults().clear();
    server.log().clear();

    fetch("oss://release/" + DATE, into).exits(0);

    assertThat(into.resolve(Cli.PACKAGE)).hasSameBinaryContentAs(built);
    assertThat(server.log().bytesDownloaded()).isLessThan(Files.size(built) - 4_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://x", "oss://", "oss:///x", "oss://Release", "oss://release//x"})
  void a_store_that_is_none_is_said_in_a_line(String store) {
    Cli run = Cli.run(environment, "fetch", store, folder.resolve("x"));
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).startsWith("hotfix: ").contains("\"");
    assertThat(folder.resolve("x")).doesNotExist();
    Cli both = Cli.run(environment, "publish", built, "--to", "v", "--store", store);
    assertThat(both.code()).isNotZero();
  }

  @Test
  void a_bucket_says_its_addresses_itself() {
    assertThat(publish("--address", "oss://other").exits(2).err()).contains("leave --address out");
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(name, value);
    return more;
  }

  /** Build a package of several parts. */
  private void large() throws IOException {
    Path large = folder.resolve("large");
    byte[] noise = new byte[LARGE];
    new Random(1).nextBytes(noise);
    TinyImage image =
        TinyImage.builder()
            .layer(LayerForm.PLAIN, Map.of("noise", new String(noise, ISO_8859_1)))
            .build();
    Path images =
        OciLayoutMaker.in(large.resolve("images")).add("release/console-web:v3.3.2", image).write();
    Cli.run("build", Cli.tree(large), "--images", images, "--into", large).exits(0);
    built = large.resolve(Cli.PACKAGE);
  }
}
