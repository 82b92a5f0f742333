package io.caicloud.hotfix.process;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.yaml.TextDocument;
import java.util.List;
import java.util.Optional;

/**
 * A fix that is no hotfix of an addon: files under a free name in a date folder of {@code
 * manual-fixes}, installed by hand as its guide says (process document, "Describe package").
 *
 * @param path where it is or will be, such as {@code compass-v2.7.0/manual-fixes/20180801/fix01}
 * @param date the name of its date folder as it is written, such as {@code 20180801}
 * @param files the names of its files
 * @param guide how to install it, if that is written in a file of its own
 */
public record ManualFix(
    String path, String date, List<String> files, Optional<TextDocument> guide) {

  /** Copies the names. */
  public ManualFix {
    requireNonNull(path, "path");
    requireNonNull(date, "date");
    files = List.copyOf(files);
    requireNonNull(guide, "guide");
  }
}
