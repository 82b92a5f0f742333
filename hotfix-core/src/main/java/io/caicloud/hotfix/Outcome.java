package io.caicloud.hotfix;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one hotfix of a batch: a value, or what stopped it. Immutable.
 *
 * @param <T> what it becomes when all goes well
 */
public final class Outcome<T> {

  private final String path;
  private final @Nullable T value;
  private final @Nullable HotfixException failure;

  private Outcome(String path, @Nullable T value, @Nullable HotfixException failure) {
    this.path = requireNonNull(path, "path");
    this.value = value;
    this.failure = failure;
  }

  static <T> Outcome<T> done(String path, T value) {
    return new Outcome<>(path, requireNonNull(value, "value"), null);
  }

  static <T> Outcome<T> failed(String path, HotfixException failure) {
    return new Outcome<>(path, null, requireNonNull(failure, "failure"));
  }

  /** Return the path of the hotfix in the tree. */
  public String path() {
    return path;
  }

  /** Return what it became; empty if it failed. */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /**
   * Return what stopped it; empty if nothing did. A {@link HotfixRejectedException} has the report
   * of the rules, an {@link ImagesUnavailableException} the images.
   */
  public Optional<HotfixException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Return the path, and how it went. */
  @Override
  public String toString() {
    return path + ": " + (failure == null ? value : failure.getMessage());
  }

  static <T> List<T> values(List<Outcome<T>> outcomes) {
    return outcomes.stream().flatMap(o -> o.value().stream()).toList();
  }

  static <T> boolean allGood(List<Outcome<T>> outcomes, List<Finding> findings) {
    return outcomes.stream().allMatch(o -> o.failure().isEmpty())
        && findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
  }
}
