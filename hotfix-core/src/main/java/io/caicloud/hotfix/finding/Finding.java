package io.caicloud.hotfix.finding;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found: which rule, how bad, what is wrong, where, and the way out.
 * Immutable; equal when all parts are. Findings sort by file, place and rule.
 */
public final class Finding implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding f) -> f.location.file())
          .thenComparing(
              f -> f.location.range(), Comparator.nullsFirst(Comparator.<TextRange>naturalOrder()))
          .thenComparing(Finding::rule)
          .thenComparing(f -> f.location.pointer())
          .thenComparing(Finding::severity)
          .thenComparing(f -> f.message.toString());

  private final RuleId rule;
  private final Severity severity;
  private final Location location;
  private final Message message;
  private final Message remedy;
  private final List<RelatedLocation> related;
  private final @Nullable Fix fix;

  private Finding(Finding other, Severity severity) {
    this.rule = other.rule;
    this.severity = severity;
    this.location = other.location;
    this.message = other.message;
    this.remedy = other.remedy;
    this.related = other.related;
    this.fix = other.fix;
  }

  private Finding(Builder builder, Message message, Message remedy) {
    this.rule = builder.rule;
    this.severity = builder.severity;
    this.location = builder.location;
    this.message = message;
    this.remedy = remedy;
    this.related = List.copyOf(builder.related);
    this.fix = builder.fix;
  }

  /**
   * Start an error.
   *
   * @param rule the rule that found it
   * @param location where it is
   */
  public static Builder error(RuleId rule, Location location) {
    return new Builder(rule, Severity.ERROR, location);
  }

  /**
   * Start a warning.
   *
   * @param rule the rule that found it
   * @param location where it is
   */
  public static Builder warning(RuleId rule, Location location) {
    return new Builder(rule, Severity.WARNING, location);
  }

  /**
   * Start a hint.
   *
   * @param rule the rule that found it
   * @param location where it is
   */
  public static Builder hint(RuleId rule, Location location) {
    return new Builder(rule, Severity.HINT, location);
  }

  /**
   * Return this finding with another severity.
   *
   * @param other how bad it is to be
   */
  public Finding withSeverity(Severity other) {
    return other == severity ? this : new Finding(this, requireNonNull(other, "other"));
  }

  /** Return the rule that found it. */
  public RuleId rule() {
    return rule;
  }

  /** Return how bad it is. */
  public Severity severity() {
    return severity;
  }

  /** Return where it is. */
  public Location location() {
    return location;
  }

  /** Return what is wrong, with the value found, in one line. */
  public Message message() {
    return message;
  }

  /** Return what to do about it. */
  public Message remedy() {
    return remedy;
  }

  /** Return the other places that belong to it; often none. */
  public List<RelatedLocation> related() {
    return related;
  }

  /** Return the change that removes it, if one is known. */
  public Optional<Fix> fix() {
    return Optional.ofNullable(fix);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finding that
        && rule.equals(that.rule)
        && severity == that.severity
        && location.equals(that.location)
        && message.equals(that.message)
        && remedy.equals(that.remedy)
        && related.equals(that.related)
        && Objects.equals(fix, that.fix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, severity, location, message);
  }

  /** Return one line of the form that compilers print, in English. */
  @Override
  public String toString() {
    return location
        + ": "
        + severity.name().toLowerCase(java.util.Locale.ROOT)
        + ": "
        + message
        + " ["
        + rule
        + "]";
  }

  /** Collects the parts of a finding. Not safe to share between threads. */
  public static final class Builder {
    private final RuleId rule;
    private final Severity severity;
    private final Location location;
    private final List<RelatedLocation> related = new ArrayList<>();
    private @Nullable Message message;
    private @Nullable Message remedy;
    private @Nullable Fix fix;

    private Builder(RuleId rule, Severity severity, Location location) {
      this.rule = requireNonNull(rule, "rule");
      this.severity = requireNonNull(severity, "severity");
      this.location = requireNonNull(location, "location");
    }

    /**
     * Set what is wrong.
     *
     * @param text one line that names the value found
     */
    public Builder message(Message text) {
      this.message = requireNonNull(text, "text");
      return this;
    }

    /**
     * Set the way out.
     *
     * @param text what to do
     */
    public Builder remedy(Message text) {
      this.remedy = requireNonNull(text, "text");
      return this;
    }

    /**
     * Add a second place.
     *
     * @param place where
     * @param text what is there
     */
    public Builder related(Location place, Message text) {
      related.add(new RelatedLocation(place, text));
      return this;
    }

    /**
     * Set the change that removes the finding.
     *
     * @param change the change
     */
    public Builder fix(Fix change) {
      this.fix = requireNonNull(change, "change");
      return this;
    }

    /**
     * Build the finding.
     *
     * @throws IllegalStateException if message or remedy is missing
     */
    public Finding build() {
      if (message == null || remedy == null) {
        throw new IllegalStateException("a finding needs a message and a remedy: " + rule);
      }
      return new Finding(this, message, remedy);
    }
  }
}
