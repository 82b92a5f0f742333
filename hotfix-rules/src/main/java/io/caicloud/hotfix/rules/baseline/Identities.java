package io.caicloud.hotfix.rules.baseline;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.rule.KnownFinding;
import io.caicloud.hotfix.rules.internal.identity.FindingPlace;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what makes a finding the same one. One document is kept at a time, since findings come
 * sorted by file. Not safe to share between threads.
 */
final class Identities {

  private static final int LONGEST = 120;

  /** The rule whose findings are about secrets, which must not spread to other files. */
  private static final String SECRETS = "HF407";

  private final Function<String, Optional<YamlDocument>> documents;
  private @Nullable String file;
  private Optional<YamlDocument> document = Optional.empty();

  Identities(Function<String, Optional<YamlDocument>> documents) {
    this.documents = documents;
  }

  KnownFinding of(Finding finding) {
    Location location = finding.location();
    if (!location.file().equals(file)) {
      document = documents.apply(location.file());
      file = location.file();
    }
    FindingPlace place = FindingPlace.of(location, document);
    boolean secret = finding.rule().code().equals(SECRETS);
    return new KnownFinding(
        KnownFinding.pathOf(location.file()),
        finding.rule().code(),
        // A line without a node may be all that a finding has, and may hold a secret.
        shortened(place.name(), secret && location.pointer().isEmpty()),
        shortened(place.value(), secret));
  }

  private static String shortened(String text, boolean secret) {
    boolean plain = text.isEmpty() || (!secret && text.length() <= LONGEST);
    return plain ? text : "sha256:" + sha256(text);
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
