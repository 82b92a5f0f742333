package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.rules.internal.schema.SchemaReview;
import io.caicloud.hotfix.rules.internal.standard.ValuesTree;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that rules may want to see: a subject, or one of the things it is made of.
 *
 * @param value the subject itself
 * @param file the file it comes from, for notices about it
 */
record Part(Object value, String file) {

  /** Return the subject and what it is made of, from the whole to its parts. */
  static List<Part> of(Object subject) {
    List<Part> parts = new ArrayList<>();
    if (subject instanceof YamlDocument document) {
      addValues(parts, AddonValues.of(document), false);
    } else if (subject instanceof AddonValues values) {
      addValues(parts, values, false);
    } else {
      parts.add(new Part(subject, file(subject)));
    }
    return parts;
  }

  private static void addValues(List<Part> parts, AddonValues values, boolean packed) {
    YamlDocument document = values.document();
    String file = document.file();
    parts.add(new Part(document, file));
    document
        .root()
        .ifPresent(
            root -> {
              parts.add(new Part(values, file));
              parts.add(new Part(new SchemaReview(document), file));
              parts.add(new Part(new ValuesTree(values, root, packed), file));
            });
  }

  /** Return whether a subject, though of a known type, has nothing to look at. */
  static boolean isEmpty(Object subject) {
    return false;
  }

  static String file(Object subject) {
    return subject instanceof YamlDocument document
        ? document.file()
        : subject.getClass().getSimpleName();
  }
}
