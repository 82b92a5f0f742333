package io.caicloud.hotfix.release;

import java.util.List;

/**
 * What a run of fetching gave: a file for every object, in the order in which they came. Immutable.
 */
public final class FetchResult {

  private final List<FetchedFile> files;
  private final long received;

  FetchResult(List<FetchedFile> files, long received) {
    this.files = List.copyOf(files);
    this.received = received;
  }

  /** Return all files, whether fetched by this run or there before. */
  public List<FetchedFile> files() {
    return files;
  }

  /** Return the files that were there before, with the right bytes. */
  public List<FetchedFile> skipped() {
    return files.stream()
        .filter(file -> file.status() == FetchedFile.Status.ALREADY_THERE)
        .toList();
  }

  /** Return how many bytes of objects were received, those of failed attempts included. */
  public long received() {
    return received;
  }
}
