package io.caicloud.hotfix.spec;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a release path by their meaning, as written.
 *
 * @param texts what is there
 * @param datePath the path down to the date folder, or else to the folder above the package folder
 * @param packagePath the path down to the package folder, or else to the file
 */
record ReleasePathParts(Map<Part, String> texts, String datePath, String packagePath) {

  /** What a part of a path means. */
  enum Part {
    BRANCH,
    VERSION,
    DATE,
    FOLDER,
    VARIANT,
    NAMESPACE,
    GROUP,
    ADDON,
    /** A file named after its role, {@code values.yaml} or {@code release.yaml}. */
    ROLE_FILE
  }

  static final Set<Part> CURRENT =
      EnumSet.of(Part.VERSION, Part.DATE, Part.FOLDER, Part.GROUP, Part.ADDON);

  ReleasePathParts {
    texts = Map.copyOf(texts);
  }

  @Nullable String get(Part part) {
    return texts.get(part);
  }
}
