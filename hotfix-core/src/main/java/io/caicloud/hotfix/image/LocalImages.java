package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.spec.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Images in OCI layouts and {@code docker save} files of this machine.
 *
 * <p>An image reference means the image whose name there suits best. For <code>
 * [[ registry_release ]]/console-web:v1</code> that is, in this order:
 *
 * <ol>
 *   <li>{@code P/console-web:v1} below any registry, when P is the {@linkplain Builder#project
 *       project given};
 *   <li>{@code release/console-web:v1} below any registry;
 *   <li>{@code release/console-web:v1} as it stands;
 *   <li>{@code console-web:v1};
 *   <li>the mere tag {@code v1} in a layout whose folder is called {@code console-web}, which is
 *       what {@code skopeo copy … oci:console-web:v1} gives.
 * </ol>
 *
 * <p>{@code registry_library} means project {@code library}. Different images under names that suit
 * equally well are refused with code {@code image-ambiguous}; the same image in two places is taken
 * from the place given first.
 *
 * <p>Nothing is unpacked, except files compressed as a whole. Every blob is checked against its
 * digest while it is read; one that was right is not checked again as long as its file stays the
 * same.
 */
public final class LocalImages {

  private LocalImages() {}

  /**
   * Open a place with images: an OCI layout, a {@code docker save} file (compressed or not), or a
   * folder with several of these.
   *
   * @param path the folder or file
   * @throws io.caicloud.hotfix.finding.HotfixException with code {@code image-unreadable} if it is
   *     none of these or cannot be read, {@code image-damaged} if it cannot be right, {@code
   *     image-unsupported} if it is of a kind that cannot be packed
   */
  public static ImageSource open(Path path) {
    return builder().add(path).open();
  }

  /** Return a builder without any place. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Collects places with images. Defaults: projects {@code release} and {@code library}; compressed
   * files are unpacked beside themselves, to at most 64 GiB each. Not safe for use by several
   * threads.
   */
  public static final class Builder {

    private static final long MOST_UNPACKED = 64L << 30;
    private static final Set<String> PLACEHOLDERS =
        Set.of(ImageReference.RELEASE, ImageReference.LIBRARY);

    private final List<PlaceOpener.Place> places = new ArrayList<>();
    private final Map<String, String> projects = new HashMap<>();
    private PlaceOpener.Unpacking unpacking = new PlaceOpener.Unpacking(null, MOST_UNPACKED);

    private Builder() {}

    /**
     * Add a place of any kind that {@link LocalImages#open} takes.
     *
     * @param path the folder or file
     */
    public Builder add(Path path) {
      return add(path, PlaceOpener.Kind.ANY);
    }

    /**
     * Add an OCI layout.
     *
     * @param folder the folder with {@code oci-layout} and {@code index.json}
     */
    public Builder layout(Path folder) {
      return add(folder, PlaceOpener.Kind.LAYOUT);
    }

    /**
     * Add a {@code docker save} file, or an OCI layout in a tar file.
     *
     * @param file the file, which may be compressed with gzip
     */
    public Builder archive(Path file) {
      return add(file, PlaceOpener.Kind.ARCHIVE);
    }

    private Builder add(Path path, PlaceOpener.Kind kind) {
      places.add(new PlaceOpener.Place(requireNonNull(path, "path"), kind));
      return this;
    }

    /**
     * Say under which project the images of a placeholder are kept here.
     *
     * @param placeholder {@code registry_release} or {@code registry_library}
     * @param project the project, with or without a registry in front, such as {@code
     *     devops_release}
     * @throws IllegalArgumentException if there is no such placeholder
     */
    public Builder project(String placeholder, String project) {
      if (!PLACEHOLDERS.contains(placeholder)) {
        throw new IllegalArgumentException(
            "a placeholder is registry_release or registry_library, but got " + placeholder);
      }
      projects.put(placeholder, requireNonNull(project, "project"));
      return this;
    }

    /**
     * Unpack compressed files into this folder and not beside themselves. What was unpacked is
     * deleted when the source is closed.
     *
     * @param folder an existing folder
     */
    public Builder unpackInto(Path folder) {
      unpacking = new PlaceOpener.Unpacking(folder, unpacking.mostBytes());
      return this;
    }

    /**
     * Refuse compressed files that unpack to more than this.
     *
     * @param bytes the number of bytes
     */
    public Builder unpackAtMost(long bytes) {
      unpacking = new PlaceOpener.Unpacking(unpacking.folder(), bytes);
      return this;
    }

    /**
     * Open all places.
     *
     * @throws IllegalStateException if none was given
     * @throws io.caicloud.hotfix.finding.HotfixException as {@link LocalImages#open}
     */
    public ImageSource open() {
      if (places.isEmpty()) {
        throw new IllegalStateException("no place with images was given");
      }
      PlaceOpener opener = new PlaceOpener(unpacking);
      try {
        places.forEach(opener::open);
      } catch (RuntimeException e) {
        opener.temporary().forEach(GzipSpool::delete);
        throw e;
      }
      return new StoredImages(
          opener.shelves(), opener.temporary(), new ImageNames(projects), System::nanoTime);
    }
  }
}
