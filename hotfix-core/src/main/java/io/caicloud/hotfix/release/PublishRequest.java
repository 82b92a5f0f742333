package io.caicloud.hotfix.release;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.archive.HotfixPackage;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.spec.HotfixDate;
import io.caicloud.hotfix.spec.VersionFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to publish and where. Immutable: every method returns another request. Safe to share between
 * threads.
 *
 * <p>Every package is sent once, to the first of the product versions, and copied to the others
 * inside the store; its {@code .sha256} follows, and when all packages are there the notes. Nothing
 * is ever overwritten but notes, and those only when told. Whoever is stopped in between runs the
 * same request again: it sends only what is missing.
 */
public final class PublishRequest {

  private final List<HotfixPackage> packages;
  private final List<VersionFolder> folders;
  private final @Nullable Path notes;
  private final @Nullable HotfixDate date;
  private final Predicate<Digest> replaceable;
  private final ProgressListener listener;

  private PublishRequest(Builder parts) {
    this.packages = parts.packages;
    this.folders = parts.folders;
    this.notes = parts.notes;
    this.date = parts.date;
    this.replaceable = parts.replaceable;
    this.listener = parts.listener;
  }

  /**
   * Return a request for packages.
   *
   * @param packages the packages; may be empty when only notes are published
   */
  public static PublishRequest of(List<HotfixPackage> packages) {
    Builder parts = new Builder();
    parts.packages = List.copyOf(packages);
    return new PublishRequest(parts);
  }

  /**
   * Return a request for packages.
   *
   * @param packages the packages
   */
  public static PublishRequest of(HotfixPackage... packages) {
    return of(List.of(packages));
  }

  /**
   * Return the request with notes, which become the {@code README.md} of the date folder.
   *
   * @param readme a small text file in UTF-8; a symbolic link is refused
   */
  public PublishRequest notes(Path readme) {
    Builder parts = new Builder(this);
    parts.notes = requireNonNull(readme, "readme");
    return new PublishRequest(parts);
  }

  /**
   * Return the request with the product versions to publish for, in place of those before.
   *
   * @param folders their folders in the store, such as {@code compass-v2.7.2}; a slash at the end
   *     is dropped
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code invalid-version-folder} if
   *     one cannot be a folder
   */
  public PublishRequest to(String... folders) {
    return to(Arrays.stream(folders).map(VersionFolder::parse).toList());
  }

  /**
   * Return the request with the product versions to publish for, in place of those before.
   *
   * @param folders their folders in the store
   */
  public PublishRequest to(List<VersionFolder> folders) {
    Builder parts = new Builder(this);
    parts.folders = folders.stream().distinct().toList();
    return new PublishRequest(parts);
  }

  /**
   * Return the request with a date. Packages carry theirs; it is needed only to publish notes
   * alone, and may not contradict a package.
   *
   * @param day the hotfix's date
   */
  public PublishRequest date(HotfixDate day) {
    Builder parts = new Builder(this);
    parts.date = requireNonNull(day, "day");
    return new PublishRequest(parts);
  }

  /** Return the request with leave to replace whatever notes it finds when it looks first. */
  public PublishRequest replaceNotes() {
    return replaceable(seen -> true);
  }

  /**
   * Return the request with leave to replace certain notes.
   *
   * @param seen the digest of the notes that may be replaced
   */
  public PublishRequest replaceNotes(Digest seen) {
    return replaceable(requireNonNull(seen, "seen")::equals);
  }

  private PublishRequest replaceable(Predicate<Digest> old) {
    Builder parts = new Builder(this);
    parts.replaceable = old;
    return new PublishRequest(parts);
  }

  /**
   * Return the request with a listener in place of the one before.
   *
   * @param progress is told of bytes sent, per key and in total
   */
  public PublishRequest progress(ProgressListener progress) {
    Builder parts = new Builder(this);
    parts.listener = progress.guarded();
    return new PublishRequest(parts);
  }

  /**
   * Check and hash what is to be published and look at every key. Nothing is written.
   *
   * @param store the store
   * @throws IllegalStateException if no product version was given
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code publish-nothing} if there
   *     is neither package nor notes, {@code publish-duplicate} if two packages have one key,
   *     {@code publish-date} if the date of a package is not the given one, or if notes would have
   *     no date or several, {@code publish-other-package} if the file is another package by now,
   *     {@code notes-unusable} if the notes are blank, no text or too large; as {@link
   *     io.caicloud.hotfix.archive.PackageReader} if a package is damaged; or as {@link
   *     ReleaseStore} and {@link Content} say
   */
  public PublishPlan plan(ReleaseStore store) {
    return new Planner(this, store).plan();
  }

  /**
   * Publish: plan, and if nothing stands against it carry out the plan.
   *
   * @param store the store
   * @return the receipt, complete
   * @throws PublishException if something stopped it after the first look at the store, a conflict
   *     included; it carries the receipt of what is there by now
   * @throws IllegalStateException as {@link #plan}
   * @throws io.caicloud.hotfix.finding.HotfixException as {@link #plan}; then nothing was written
   */
  public Receipt publish(ReleaseStore store) {
    return Publisher.run(store, plan(store), listener);
  }

  List<HotfixPackage> packages() {
    return packages;
  }

  List<VersionFolder> folders() {
    return folders;
  }

  Optional<Path> notes() {
    return Optional.ofNullable(notes);
  }

  Optional<HotfixDate> date() {
    return Optional.ofNullable(date);
  }

  boolean mayReplace(Lookup found) {
    return found.sha256().map(replaceable::test).orElse(false);
  }

  private static final class Builder {
    private List<HotfixPackage> packages = List.of();
    private List<VersionFolder> folders = List.of();
    private @Nullable Path notes;
    private @Nullable HotfixDate date;
    private Predicate<Digest> replaceable = seen -> false;
    private ProgressListener listener = ProgressListener.NONE;

    Builder() {}

    Builder(PublishRequest request) {
      this.packages = request.packages;
      this.folders = request.folders;
      this.notes = request.notes;
      this.date = request.date;
      this.replaceable = request.replaceable;
      this.listener = request.listener;
    }
  }
}
