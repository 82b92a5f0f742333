package io.caicloud.hotfix.rule;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Printable;
import io.caicloud.hotfix.finding.TextRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fingerprint of a report, over lines that every machine and language writes alike. */
final class ReportDigest {

  private static final Pattern TREE =
      Pattern.compile("(?:.*/)?((?:release-hotfixes|oem-hotfixes|oem-hotfiexs)(?:/.*)?)");
  private static final Pattern ABSOLUTE = Pattern.compile("(?:/|[A-Za-z]:).*");

  private ReportDigest() {}

  static String of(RuleReport report) {
    Stream<String> outcomes = report.outcomes().stream().map(ReportDigest::line);
    Stream<Finding> suppressed = report.suppressed().stream().map(SuppressedFinding::finding);
    MessageDigest sha256 = sha256();
    Stream.of(
            Stream.of("rules " + report.ruleSet()),
            outcomes,
            lines("finding", report.findings().stream(), report),
            lines("suppressed", suppressed, report),
            lines("baselined", report.baselined().stream(), report))
        .flatMap(lines -> lines)
        .forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return "sha256:" + HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String line(RuleOutcome outcome) {
    return "rule " + outcome.rule().code() + " " + outcome.state() + " " + outcome.visited();
  }

  private static Stream<String> lines(String state, Stream<Finding> findings, RuleReport report) {
    return findings.filter(report::lasts).map(finding -> line(state, finding)).sorted();
  }

  private static String line(String state, Finding finding) {
    Location location = finding.location();
    return String.join(
        "\t",
        state,
        finding.rule().code(),
        finding.severity().name(),
        portable(location.file()),
        place(location),
        location.pointer());
  }

  private static String place(Location location) {
    TextRange range = location.range();
    return range == null ? "-" : range + "-" + range.endLine() + ":" + range.endColumn();
  }

  /** Return the path from the release tree on, or the bare name if it is absolute. */
  static String portable(String file) {
    String printable = Printable.escape(file);
    Matcher tree = TREE.matcher(printable);
    if (tree.matches()) {
      return tree.group(1);
    }
    return ABSOLUTE.matcher(printable).matches()
        ? printable.substring(printable.lastIndexOf('/') + 1)
        : printable;
  }
}
