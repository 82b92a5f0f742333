package io.caicloud.hotfix.rules.report;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.rules.internal.identity.FindingPlace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What makes a finding the same one in another state of its file: rule, file, and the node it is
 * about, where items of lists are known by what they are instead of by their number. Lines above
 * that come and go change nothing. Not safe to share between threads.
 */
final class Fingerprints {

  private final ReportOptions options;
  private final Map<String, Integer> seen = new HashMap<>();

  Fingerprints(ReportOptions options) {
    this.options = options;
  }

  /** Return the fingerprint of the next finding; equal ones are told apart by their order. */
  String next(Finding finding) {
    Location location = finding.location();
    FindingPlace place = FindingPlace.of(location, options.document(location.file()));
    String identity =
        String.join("\n", finding.rule().code(), options.path(location.file()), place.name());
    int number = seen.merge(identity, 1, Integer::sum);
    return sha256(identity + "\n" + number);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
