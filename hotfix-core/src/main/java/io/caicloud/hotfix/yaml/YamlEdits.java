package io.caicloud.hotfix.yaml;

import io.caicloud.hotfix.finding.TextEdit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Changes of single values that leave every other byte of the file as it was: comments, quotes,
 * order, line ends and blanks. Each change is read back, and refused if anything else than the one
 * value would differ.
 */
public final class YamlEdits {

  private YamlEdits() {}

  /**
   * Replace the value at a JSON pointer.
   *
   * @param document the document; must be readable
   * @param pointer the pointer of a scalar
   * @param value the new text
   * @return the changed document
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code edit-refused} if there is
   *     no scalar, or no way to write the text there
   */
  public static YamlDocument replace(YamlDocument document, String pointer, String value) {
    Optional<YamlNode> node = document.find(pointer);
    if (node.isPresent() && node.get() instanceof YamlScalar scalar) {
      return replace(document, scalar, value);
    }
    throw Texts.editRefused("edit-no-scalar", pointer, document.file());
  }

  /**
   * Replace a value. The way it is quoted is kept where it can hold the new text; a number or
   * boolean stays one if the new text is one too, and everything else stays or becomes text.
   *
   * @param document the document
   * @param scalar a value of this document, no key
   * @param value the new text
   * @return the changed document
   * @throws IllegalArgumentException if the scalar is no value of this document
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code edit-refused} if there is
   *     no way to write the text there
   */
  public static YamlDocument replace(YamlDocument document, YamlScalar scalar, String value) {
    if (document.find(scalar.pointer()).filter(node -> node == scalar).isEmpty()) {
      throw new IllegalArgumentException(
          "no value of " + document.file() + ": " + scalar.pointer() + " at " + scalar.range());
    }
    if (scalar.value().equals(value)) {
      return document;
    }
    byte[] bytes = document.bytes();
    for (String text : new ScalarWriter(document, scalar).candidates(value)) {
      TextEdit edit = document.edit(scalar.range(), text);
      YamlDocument edited = YamlDocument.parse(document.file(), apply(bytes, List.of(edit)));
      if (isOnlyChange(document, edited, scalar, value)) {
        return edited;
      }
    }
    throw Texts.editRefused(
        "edit-refused", scalar.pointer(), document.file() + ":" + scalar.range());
  }

  /**
   * Apply edits to the bytes of a file.
   *
   * @param bytes the bytes
   * @param edits the edits, in any order
   * @return the new bytes
   * @throws IllegalArgumentException if an edit lies outside of the file or two overlap
   */
  public static byte[] apply(byte[] bytes, List<TextEdit> edits) {
    List<TextEdit> sorted =
        edits.stream().sorted(Comparator.comparingInt(TextEdit::offset)).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int done = 0;
    for (TextEdit edit : sorted) {
      if (edit.offset() < done || edit.length() > bytes.length - edit.offset()) {
        throw new IllegalArgumentException("edits overlap or lie outside of the file: " + edit);
      }
      out.write(bytes, done, edit.offset() - done);
      out.writeBytes(edit.replacement().getBytes(StandardCharsets.UTF_8));
      done = edit.offset() + edit.length();
    }
    out.write(bytes, done, bytes.length - done);
    return out.toByteArray();
  }

  private static boolean isOnlyChange(
      YamlDocument before, YamlDocument after, YamlScalar scalar, String value) {
    return before.root().isPresent()
        && after.root().isPresent()
        && after.findings().size() <= before.findings().size()
        && new Comparison(scalar, value).agrees(before.root().get(), after.root().get());
  }

  /** The comparison of two trees that may differ in one scalar. */
  private record Comparison(YamlScalar target, String value) {

    boolean agrees(YamlNode before, YamlNode after) {
      if (before instanceof YamlScalar a && after instanceof YamlScalar b) {
        return a.equals(target) ? isTarget(b) : isSame(a, b);
      }
      if (before instanceof YamlSequence a && after instanceof YamlSequence b) {
        return agree(a.items(), b.items());
      }
      return before instanceof YamlMapping a
          && after instanceof YamlMapping b
          && agree(keys(a), keys(b))
          && agree(values(a), values(b));
    }

    private boolean agree(List<? extends YamlNode> before, List<? extends YamlNode> after) {
      if (before.size() != after.size()) {
        return false;
      }
      for (int i = 0; i < before.size(); i++) {
        if (!agrees(before.get(i), after.get(i))) {
          return false;
        }
      }
      return true;
    }

    private static List<YamlScalar> keys(YamlMapping mapping) {
      return mapping.entries().stream().map(YamlEntry::key).toList();
    }

    private static List<YamlNode> values(YamlMapping mapping) {
      return mapping.entries().stream().map(YamlEntry::value).toList();
    }

    private boolean isTarget(YamlScalar after) {
      return after.value().equals(value)
          && (after.type() == YamlScalar.Type.STRING || after.type() == target.type());
    }

    private static boolean isSame(YamlScalar before, YamlScalar after) {
      return before.value().equals(after.value())
          && before.type() == after.type()
          && before.style() == after.style();
    }
  }
}
