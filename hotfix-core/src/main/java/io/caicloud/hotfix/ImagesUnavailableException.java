package io.caicloud.hotfix;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Images of a hotfix cannot be had: all of them are named together, before anything is written. Its
 * code is that of the single images if they agree, such as {@code image-missing}, else {@code
 * images-unavailable}.
 */
public final class ImagesUnavailableException extends HotfixException {

  private static final long serialVersionUID = 1L;

  private final transient List<ImageReference> images;

  ImagesUnavailableException(
      String name, int wanted, Map<ImageReference, HotfixException> failures) {
    super(code(failures.values()), text(name, wanted, new TreeMap<>(failures)));
    this.images = List.copyOf(new TreeMap<>(failures).keySet());
    failures.values().forEach(this::addSuppressed);
  }

  /** Return the images that cannot be had, sorted; what stopped each is a suppressed exception. */
  public List<ImageReference> images() {
    return images;
  }

  private static String code(Collection<HotfixException> failures) {
    Set<String> codes =
        failures.stream().map(HotfixException::code).collect(Collectors.toUnmodifiableSet());
    return codes.size() == 1 ? codes.iterator().next() : "images-unavailable";
  }

  private static Message text(
      String name, int wanted, SortedMap<ImageReference, HotfixException> failures) {
    Message head = Texts.message("images-unavailable", failures.size(), wanted, name);
    return Message.of(
        head.text(Locale.ENGLISH) + list(failures, Locale.ENGLISH),
        head.text(Locale.CHINESE) + list(failures, Locale.CHINESE));
  }

  private static String list(SortedMap<ImageReference, HotfixException> failures, Locale language) {
    return failures.values().stream()
        .map(e -> "\n  - " + e.message(language))
        .collect(Collectors.joining());
  }
}
