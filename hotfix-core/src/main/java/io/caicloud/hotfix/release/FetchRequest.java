package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.ProgressListener;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to get from a release store and where to put it: a folder of the store with all below it, or
 * one object with its {@code .sha256} and {@code .sig}. Immutable: every method returns another
 * request. Safe to share between threads.
 *
 * <p>A store is not trusted. A file gets its name only after its bytes were read back from the disk
 * and are those that its {@code .sha256} says, or, of an object without one, those that the store
 * says it holds; a package without a {@code .sha256} is not published and refused. Keys that would
 * be hidden, that some file system treats specially, or that differ only in case are refused before
 * anything is fetched. What is there already stays: the same bytes are success, others a refusal.
 * Whoever is stopped in between runs the same request again: it receives only what is missing.
 */
public final class FetchRequest {

  private final String from;
  private final @Nullable Path directory;
  private final boolean unpublished;
  private final ProgressListener listener;

  private FetchRequest(
      String from, @Nullable Path directory, boolean unpublished, ProgressListener listener) {
    this.from = from;
    this.directory = directory;
    this.unpublished = unpublished;
    this.listener = listener;
  }

  /**
   * Return a request.
   *
   * @param from a folder of the store such as {@code platform/compass-v2.7.2/hotfixes/20181123/},
   *     or the key of an object; empty for all that the store has
   */
  public static FetchRequest of(String from) {
    return new FetchRequest(requireNonNull(from, "from"), null, false, ProgressListener.NONE);
  }

  /**
   * Return the request with the folder that files are put into, each under what its key has behind
   * the store's folder.
   *
   * @param folder the folder; made if it is not there. It may be a symbolic link, nothing in it may
   */
  public FetchRequest into(Path folder) {
    return new FetchRequest(from, requireNonNull(folder, "folder"), unpublished, listener);
  }

  /**
   * Return the request with leave to fetch packages that have no {@code .sha256}: they are not
   * published, or not wholly, and are compared only with what the store says of them.
   */
  public FetchRequest allowUnpublished() {
    return new FetchRequest(from, directory, true, listener);
  }

  /**
   * Return the request with a listener in place of the one before.
   *
   * @param progress is told of bytes received, per key and in total
   */
  public FetchRequest progress(ProgressListener progress) {
    return new FetchRequest(from, directory, unpublished, progress.guarded());
  }

  /**
   * Fetch.
   *
   * @param store the store
   * @return what is there now, all of it proven
   * @throws IllegalStateException if no folder was given
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code fetch-nothing} if the store
   *     has nothing there, {@code fetch-name} if a key is of no use as a file name, {@code
   *     fetch-unpublished} if a package has no {@code .sha256}, {@code fetch-orphan} if a {@code
   *     .sha256} has no object, {@code fetch-checksum} if one cannot be read, {@code
   *     fetch-too-many} if there are more than {@value FetchListing#MOST} objects, {@code
   *     fetch-exists} if a file with other bytes is there; then nothing was fetched. {@code
   *     fetch-damaged} if what arrived is not what it should be, {@code fetch-busy} if another
   *     process fetches the same file, {@code fetch-failed} if a file cannot be written, {@code
   *     interrupted}, or as {@link ReleaseStore} says; then what was fetched before stays
   */
  public FetchResult fetch(ReleaseStore store) {
    if (directory == null) {
      throw new IllegalStateException("no folder to fetch into: call into(...)");
    }
    return new Fetcher(this, store, directory).run();
  }

  String from() {
    return from;
  }

  boolean mayBeUnpublished() {
    return unpublished;
  }

  ProgressListener listener() {
    return listener;
  }
}
