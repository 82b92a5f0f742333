package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.RuleId;

/** The rules that reading a YAML file itself applies, before any rule looks at what it says. */
public final class ReadingRules {

  /** The file is UTF-8. */
  public static final RuleId UTF8 = new RuleId("HF001", "utf8");

  /** The file is not larger than a values file can reasonably be. */
  public static final RuleId SIZE = new RuleId("HF002", "size");

  /** The file is YAML. */
  public static final RuleId SYNTAX = new RuleId("HF003", "syntax");

  /** The file holds one document. */
  public static final RuleId SINGLE_DOCUMENT = new RuleId("HF004", "single-document");

  /** The document holds something. */
  public static final RuleId EMPTY = new RuleId("HF005", "empty");

  /** No mapping has a key twice. */
  public static final RuleId DUPLICATE_KEY = new RuleId("HF006", "duplicate-key");

  /** Aliases stand for single values only; there are no merge keys. */
  public static final RuleId ALIAS = new RuleId("HF007", "alias");

  /** The nesting is not deeper than {@link YamlDocument#MAX_DEPTH}. */
  public static final RuleId DEPTH = new RuleId("HF008", "depth");

  /** There are no tags but those of the core schema. */
  public static final RuleId TAG = new RuleId("HF009", "tag");

  /** There are no control characters. */
  public static final RuleId CONTROL_CHARACTER = new RuleId("HF010", "control-character");

  /** No characters change the reading direction. */
  public static final RuleId BIDI = new RuleId("HF011", "bidi");

  /** Placeholders and templates are quoted where they start a value. */
  public static final RuleId PLACEHOLDER_QUOTED = new RuleId("HF012", "placeholder-quoted");

  /** No unquoted value is of another type in YAML 1.1 than in YAML 1.2, or loses digits. */
  public static final RuleId YAML_DIALECT = new RuleId("HF013", "yaml-dialect");

  private ReadingRules() {}
}
