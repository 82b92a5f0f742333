package io.caicloud.hotfix.rules;

import io.caicloud.hotfix.archive.PackageReader;
import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.process.ManualFix;
import io.caicloud.hotfix.process.ReleaseNotes;
import io.caicloud.hotfix.rules.internal.schema.SchemaReview;
import io.caicloud.hotfix.rules.internal.standard.DescReview;
import io.caicloud.hotfix.rules.internal.standard.ImageReview;
import io.caicloud.hotfix.rules.internal.standard.NameReview;
import io.caicloud.hotfix.rules.internal.standard.PackageReview;
import io.caicloud.hotfix.rules.internal.standard.ReadingReview;
import io.caicloud.hotfix.rules.internal.standard.ValuesTree;
import io.caicloud.hotfix.spec.HotfixSpec;
import io.caicloud.hotfix.spec.SpecDocument;
import io.caicloud.hotfix.tree.ReleaseTree;
import io.caicloud.hotfix.tree.TreeEntry;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.TextDocument;
import io.caicloud.hotfix.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that rules may want to see: a subject, or one of the things it is made of.
 *
 * @param value the subject itself
 * @param file the file it comes from, for notices about it
 */
record Part(Object value, String file) {

  /**
   * Return the subject and what it is made of, from the whole to its parts. The entries of a
   * release tree are not among them: each is a subject of its own.
   *
   * @param subject the subject
   * @param packed whether values, where they are the subject, belong to a hotfix
   */
  static List<Part> of(Object subject, boolean packed) {
    Parts parts = new Parts(file(subject));
    if (subject instanceof YamlDocument document) {
      parts.addValues(AddonValues.of(document), packed, packed);
    } else if (subject instanceof AddonValues values) {
      parts.addValues(values, packed, packed);
    } else if (subject instanceof TreeEntry entry) {
      parts.addEntry(entry);
    } else if (subject instanceof SpecDocument spec) {
      parts.addAll(spec, new ReadingReview(spec.findings()), NameReview.of(spec));
      parts.addAll(DescReview.of(spec), SchemaReview.of(spec), ImageReview.of(spec));
    } else if (subject instanceof HotfixSpec spec) {
      parts.addAll(spec, NameReview.of(spec, parts.file));
    } else if (subject instanceof ReleaseTree tree) {
      parts.addAll(tree, NameReview.of(tree, parts.file));
    } else if (subject instanceof PackageReader reader) {
      parts.addPackage(reader);
    } else {
      parts.addOther(subject);
    }
    return parts.list;
  }

  /** Return the file a subject comes from, or else what it is. */
  static String file(Object subject) {
    if (subject instanceof YamlDocument document) {
      return document.file();
    } else if (subject instanceof AddonValues values) {
      return values.document().file();
    } else if (subject instanceof TreeEntry entry) {
      return entry.path();
    } else if (subject instanceof SpecDocument spec) {
      return spec.document().file();
    } else if (subject instanceof HotfixSpec spec) {
      return spec.values().toString().replace('\\', '/');
    } else if (subject instanceof ReleaseTree tree) {
      return tree.path().toString().replace('\\', '/');
    } else if (subject instanceof UnreadableInput unreadable) {
      return unreadable.file();
    } else if (subject instanceof PackageReader reader) {
      return String.valueOf(reader.path().getFileName());
    }
    return otherFile(subject);
  }

  private static String otherFile(Object subject) {
    if (subject instanceof ReleaseNotes notes) {
      return notes.document().file();
    } else if (subject instanceof NotesFile notes) {
      return notes.name();
    } else if (subject instanceof ManualFix fix) {
      return fix.path();
    } else if (subject instanceof NameToCheck name) {
      return name.kind().word();
    }
    return subject.getClass().getSimpleName();
  }

  /** Collects parts of one file. */
  private static final class Parts {
    private final List<Part> list = new ArrayList<>();
    private final String file;

    Parts(String file) {
      this.file = file;
    }

    void addAll(Object... values) {
      for (Object value : values) {
        list.add(new Part(value, file));
      }
    }

    void addEntry(TreeEntry entry) {
      Optional<AddonValues> values = entry.values();
      Optional<ValuesTree> tree =
          values.flatMap(v -> v.document().root().map(root -> new ValuesTree(v, root, true)));
      addAll(entry, DescReview.of(entry), NameReview.of(entry, tree));
      if (values.isPresent()) {
        addValues(values.get(), true, false);
      } else {
        addDocument(entry.document());
      }
    }

    /**
     * Values of the older form belong to other times: what hotfixes must have now, they need not.
     */
    void addPackage(PackageReader reader) {
      PackageReview review = PackageReview.of(reader);
      addAll(reader, review);
      reader.manifest().ifPresent(manifest -> addAll(NameReview.of(manifest.facts(), file)));
      boolean ours = reader.manifest().isPresent();
      review.values().ifPresent(values -> addValues(values, ours, ours));
    }

    void addOther(Object subject) {
      addAll(subject);
      if (subject instanceof ReleaseNotes notes) {
        addText(notes.document());
      } else if (subject instanceof NotesFile notes) {
        ReleaseNotes read = ReleaseNotes.read(notes.path(), notes.name());
        addAll(read);
        addText(read.document());
      } else if (subject instanceof ManualFix fix) {
        addAll(NameReview.ofDate(Location.of(file), fix.date()));
        fix.guide().ifPresent(this::addText);
      } else if (subject instanceof NameToCheck name) {
        addName(name);
      }
    }

    void addText(TextDocument text) {
      list.add(new Part(text, text.file()));
      list.add(new Part(new ReadingReview(text.findings()), text.file()));
    }

    void addName(NameToCheck name) {
      if (name.kind() == NameToCheck.Kind.IMAGE) {
        addAll(ImageReview.of(name.place(), name.text()));
      } else if (name.kind() == NameToCheck.Kind.DATE) {
        addAll(NameReview.ofDate(name.place(), name.text()));
      } else if (name.kind() == NameToCheck.Kind.DESC) {
        addAll(NameReview.ofDesc(name.place(), name.text()));
      } else {
        addAll(NameReview.of(name.place(), name.found().stream().toList()));
      }
    }

    void addDocument(YamlDocument document) {
      addAll(document, new ReadingReview(document.findings()));
    }

    void addValues(AddonValues values, boolean packed, boolean named) {
      YamlDocument document = values.document();
      addDocument(document);
      if (document.root().isPresent()) {
        ValuesTree tree = new ValuesTree(values, document.root().get(), packed);
        addAll(values, SchemaReview.of(document, packed), tree, ImageReview.of(tree));
        if (named) {
          addAll(NameReview.of(tree));
        }
      }
    }
  }
}
