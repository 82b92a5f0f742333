package io.caicloud.hotfix.rule;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.RuleId;
import io.caicloud.hotfix.finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about itself. Immutable.
 *
 * @param id its code and slug
 * @param aliases former slugs that still find it, sorted
 * @param severity how bad most of its findings are; a finding may be milder
 * @param summary what must hold, in one sentence
 * @param explanation why, and what happens otherwise
 * @param remediation what to do about a finding
 * @param clause the document and section that demand it
 * @param bad examples in which the rule finds something; none if it cannot be shown
 * @param good examples like these in which it finds nothing
 * @param suppressible whether a configuration may lower its severity or switch it off, and a
 *     comment or a baseline may silence its findings; not so if the site's installer would skip or
 *     break what it objects to
 * @param options what a configuration may change about it
 */
public record RuleDescription(
    RuleId id,
    Set<String> aliases,
    Severity severity,
    Message summary,
    Message explanation,
    Message remediation,
    Message clause,
    List<RuleExample> bad,
    List<RuleExample> good,
    boolean suppressible,
    List<RuleOption<?>> options) {

  /** Copies the aliases and the lists. */
  public RuleDescription {
    requireNonNull(id, "id");
    requireNonNull(severity, "severity");
    requireNonNull(summary, "summary");
    requireNonNull(explanation, "explanation");
    requireNonNull(remediation, "remediation");
    requireNonNull(clause, "clause");
    aliases = Collections.unmodifiableSet(new TreeSet<>(aliases));
    bad = List.copyOf(bad);
    good = List.copyOf(good);
    options = List.copyOf(options);
  }

  /**
   * Start a description.
   *
   * @param id code and slug
   * @param severity how bad most findings are
   */
  public static Builder builder(RuleId id, Severity severity) {
    return new Builder(id, severity);
  }

  /** Collects the parts of a description. Not safe to share between threads. */
  public static final class Builder {
    private final RuleId id;
    private final Severity severity;
    private final Set<String> aliases = new TreeSet<>();
    private @Nullable Message summary;
    private @Nullable Message explanation;
    private @Nullable Message remediation;
    private @Nullable Message clause;
    private final List<RuleExample> bad = new ArrayList<>();
    private final List<RuleExample> good = new ArrayList<>();
    private boolean suppressible = true;
    private final List<RuleOption<?>> options = new ArrayList<>();

    private Builder(RuleId id, Severity severity) {
      this.id = requireNonNull(id, "id");
      this.severity = requireNonNull(severity, "severity");
    }

    /**
     * Add a former slug.
     *
     * @param slug lower-case words joined by hyphens
     */
    public Builder alias(String slug) {
      aliases.add(slug);
      return this;
    }

    /**
     * Set what must hold.
     *
     * @param text one sentence
     */
    public Builder summary(Message text) {
      this.summary = requireNonNull(text, "text");
      return this;
    }

    /**
     * Set why it must hold.
     *
     * @param text a few sentences
     */
    public Builder explanation(Message text) {
      this.explanation = requireNonNull(text, "text");
      return this;
    }

    /**
     * Set what to do about a finding.
     *
     * @param text a few sentences
     */
    public Builder remediation(Message text) {
      this.remediation = requireNonNull(text, "text");
      return this;
    }

    /**
     * Set what demands it.
     *
     * @param text document and section
     */
    public Builder clause(Message text) {
      this.clause = requireNonNull(text, "text");
      return this;
    }

    /**
     * Add an example in which the rule finds something.
     *
     * @param example the example
     */
    public Builder bad(RuleExample example) {
      bad.add(requireNonNull(example, "example"));
      return this;
    }

    /**
     * Add an example in which it finds nothing.
     *
     * @param example the example
     */
    public Builder good(RuleExample example) {
      good.add(requireNonNull(example, "example"));
      return this;
    }

    /** Say that nothing may lower, switch off or silence the rule. */
    public Builder unsuppressible() {
      suppressible = false;
      return this;
    }

    /**
     * Add something that a configuration may change.
     *
     * @param option the option
     * @throws IllegalArgumentException if there is one of its name
     */
    public Builder option(RuleOption<?> option) {
      if (options.stream().anyMatch(other -> other.name().equals(option.name()))) {
        throw new IllegalArgumentException("two options " + option + " of rule " + id);
      }
      options.add(option);
      return this;
    }

    /**
     * Build the description.
     *
     * @throws IllegalStateException if a text is missing
     */
    public RuleDescription build() {
      if (summary == null || explanation == null || remediation == null || clause == null) {
        throw new IllegalStateException(
            "a rule needs a summary, an explanation, a remediation and a clause: " + id);
      }
      return new RuleDescription(
          id,
          aliases,
          severity,
          summary,
          explanation,
          remediation,
          clause,
          bad,
          good,
          suppressible,
          options);
    }
  }
}
