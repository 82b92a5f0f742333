package io.caicloud.hotfix.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.rule.RuleReport;
import io.caicloud.hotfix.rule.SuppressedFinding;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.spec.PackageName;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsedSuppressionTest {

  private static final Digest REPORT = Digest.of(new byte[0]);
  private static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);
  private static final UsedSuppression ONE = new UsedSuppression("HF407", "a", UNTIL, "同意 \"x\"");
  private static final UsedSuppression TWO = new UsedSuppression("HF305", "b", UNTIL, "x");

  @Test
  void a_manifest_tells_them_sorted_and_reads_them_back() {
    PackageManifest manifest = manifest(List.of(TWO, ONE, TWO));
    String text = new String(manifest.bytes(), StandardCharsets.UTF_8);

    assertThat(((Evidence.Checked) manifest.evidence()).suppressions()).containsExactly(ONE, TWO);
    assertThat(text)
        .contains("\"rule\": \"HF407\",")
        .contains("\"file\": \"a\",")
        .contains("\"until\": \"2026-12-31\",")
        .contains("\"reason\": \"\\u540c\\u610f \\\"x\\\"\"");
    assertThat(ManifestJson.read(manifest.bytes())).isEqualTo(manifest);
  }

  @Test
  void a_manifest_without_them_is_as_it_always_was() {
    PackageManifest manifest = manifest(List.of());
    assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8)).doesNotContain("suppress");
    assertThat(ManifestJson.read(manifest.bytes())).isEqualTo(manifest);
  }

  @Test
  void a_changed_date_is_damage() {
    String text = new String(manifest(List.of(ONE)).bytes(), StandardCharsets.UTF_8);
    for (String other : List.of("2026-13-31", "20261231", "2026-02-30")) {
      byte[] bytes = text.replace("2026-12-31", other).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> ManifestJson.read(bytes)).as(other).isInstanceOf(Damage.class);
    }
    byte[] blank =
        text.replaceFirst("\"reason\": .*", "\"reason\": \"\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ManifestJson.read(blank)).isInstanceOf(Damage.class);
  }

  @Test
  void a_report_gives_each_once_without_the_folders_above_the_tree() {
    String file = "/home/me/release-hotfixes/2.7.2/a.yaml";
    RuleReport report =
        RuleReport.builder("r 1")
            .suppressed(suppressed(file, "one"))
            .suppressed(suppressed(file, "two"))
            .build();
    assertThat(UsedSuppression.of(report))
        .containsExactly(
            new UsedSuppression("HF407", "release-hotfixes/2.7.2/a.yaml", UNTIL, "agreed"));
  }

  private static SuppressedFinding suppressed(String file, String text) {
    RuleId rule = new RuleId("HF407", "plaintext-secret");
    Message message = Message.of(text, text);
    return new SuppressedFinding(
        Finding.error(rule, Location.of(file)).message(message).remedy(message).build(),
        new Suppression(
            rule, "HF407", Suppression.Kind.INLINE, file, "", "agreed", UNTIL, Location.of(file)));
  }

  private static PackageManifest manifest(List<UsedSuppression> suppressions) {
    return new PackageManifest(
        PackageName.parse(Samples.NAME),
        PackageLayout.FLAT,
        Samples.facts(),
        new Evidence.Checked("r 1", REPORT, suppressions),
        List.of(),
        List.of(),
        List.of());
  }
}
