package io.caicloud.hotfix.rules.report;

/** The forms in which a {@link ReportWriter} writes a report. */
public enum ReportFormat {
  /** For people at a terminal: each finding with its source line, and a summary. */
  CONSOLE,
  /** For programs, with every part of the report; see {@link ReportWriter#jsonSchema()}. */
  JSON,
  /** SARIF 2.1.0, for platforms that keep and show findings. */
  SARIF,
  /** JUnit XML, a test case for each rule and file, for build servers. */
  JUNIT,
  /** Workflow commands that GitHub shows beside the lines of a change. */
  GITHUB,
  /** A summary in Markdown, for the page of a run or a comment. */
  MARKDOWN
}
