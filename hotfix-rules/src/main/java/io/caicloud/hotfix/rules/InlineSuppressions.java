package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.finding.Finding;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.rule.EngineRules;
import io.caicloud.hotfix.rule.RuleDescription;
import io.caicloud.hotfix.rule.Suppression;
import io.caicloud.hotfix.rules.SuppressionComment.Malformed;
import io.caicloud.hotfix.rules.SuppressionComment.Word;
import io.caicloud.hotfix.yaml.YamlComment;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the comments of a document suppress. A comment behind a value is about findings that start
 * on its line; one on a line of its own is about the next line that is neither blank nor a comment;
 * one that disables for the whole file stands before the first content.
 */
final class InlineSuppressions {

  /** The number of comments of a file that are obeyed. */
  static final int MAX_COMMENTS = 1000;

  /** The line of a suppression that is about the whole file. */
  static final int WHOLE_FILE = 0;

  private final YamlDocument document;
  private final Lookup lookup;
  private final List<Scoped> scoped = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int targetOf = Integer.MAX_VALUE;
  private int target;

  /**
   * A suppression and the line it is about.
   *
   * @param suppression the suppression
   * @param line the line, or {@link #WHOLE_FILE}
   */
  record Scoped(Suppression suppression, int line) {}

  private InlineSuppressions(YamlDocument document, Lookup lookup) {
    this.document = document;
    this.lookup = lookup;
  }

  /**
   * Read the comments of a document.
   *
   * @param document the document
   * @param setup which rules there are, and whether comments may suppress anything
   * @return what they say; nothing if they say nothing
   */
  static @Nullable InlineSuppressions of(YamlDocument document, Setup setup) {
    List<YamlComment> comments =
        document.comments(SuppressionComment.MARK).stream()
            .filter(SuppressionComment::isOne)
            .toList();
    if (comments.isEmpty()) {
      return null;
    }
    InlineSuppressions read = new InlineSuppressions(document, new Lookup(setup.catalogue()));
    if (setup.inlineSuppressions()) {
      read.addAll(comments);
    } else {
      comments.forEach(comment -> read.forbid(comment.range()));
    }
    return read;
  }

  /** Return the suppressions. */
  List<Scoped> scoped() {
    return scoped;
  }

  /** Return what is wrong with comments. */
  List<Finding> findings() {
    return findings;
  }

  /** The last comment comes first, so that each line is looked at once. */
  private void addAll(List<YamlComment> comments) {
    if (comments.size() > MAX_COMMENTS) {
      TextRange first = comments.get(MAX_COMMENTS).range();
      refuse(first, Texts.message("HF905.too-many", comments.size(), MAX_COMMENTS));
    }
    for (int i = Math.min(comments.size(), MAX_COMMENTS) - 1; i >= 0; i--) {
      YamlComment comment = comments.get(i);
      try {
        add(comment, SuppressionComment.of(comment));
      } catch (Malformed e) {
        refuse(e.range(), e.text());
      }
    }
  }

  private void add(YamlComment comment, SuppressionComment said) throws Malformed {
    int line = line(comment, said.wholeFile());
    for (Word word : said.rules()) {
      Optional<RuleDescription> rule = lookup.find(word.text());
      if (rule.isEmpty()) {
        refuse(word.range(), lookup.unknown(word.text()));
      } else if (rule.get().suppressible()) {
        scoped.add(new Scoped(suppression(rule.get(), word, said), line));
      } else {
        refuse(word.range(), Texts.message("HF905.unsuppressible", rule.get().id()));
      }
    }
  }

  private Suppression suppression(RuleDescription rule, Word word, SuppressionComment said) {
    return new Suppression(
        rule.id(),
        word.text(),
        Suppression.Kind.INLINE,
        document.file(),
        "",
        said.reason(),
        said.until(),
        Location.of(document.file(), word.range()));
  }

  private int line(YamlComment comment, boolean wholeFile) throws Malformed {
    int line = comment.range().line();
    if (wholeFile) {
      int first = document.root().map(YamlNode::range).map(TextRange::line).orElse(line);
      if (!comment.alone() || line >= first) {
        throw new Malformed(comment.range(), "file-place");
      }
      return WHOLE_FILE;
    }
    return comment.alone() ? nextContent(line) : line;
  }

  private int nextContent(int line) {
    int next = line + 1;
    while (next < targetOf && document.lineText(next).filter(this::isNoContent).isPresent()) {
      next++;
    }
    target = next >= targetOf ? target : next;
    targetOf = line;
    return target;
  }

  private boolean isNoContent(String text) {
    String line = text.strip();
    return line.isEmpty() || line.startsWith("#") || line.equals("---");
  }

  /** What it was for counts, so nothing is hidden, and the file may obey another check. */
  private void forbid(TextRange range) {
    findings.add(
        Finding.warning(EngineRules.SUPPRESSION_MALFORMED, Location.of(document.file(), range))
            .message(Texts.message("HF905.forbidden"))
            .remedy(Texts.message("HF905.forbidden.remedy"))
            .build());
  }

  private void refuse(TextRange range, Message message) {
    Location location = Location.of(document.file(), range);
    findings.add(
        Finding.error(EngineRules.SUPPRESSION_MALFORMED, location)
            .message(message)
            .remedy(Texts.message("HF905.remedy"))
            .build());
  }
}
