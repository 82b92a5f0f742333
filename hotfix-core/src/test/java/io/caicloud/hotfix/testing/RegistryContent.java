package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a {@link RegistryServer} holds: blobs, and repositories with the blobs, manifests and tags
 * that belong to each. What tests put here is not checked, so that it can be wrong; what clients
 * push is. Safe for use by several threads.
 */
public final class RegistryContent {

  private final Map<Digest, AnswerBody> blobs = new HashMap<>();
  private final Map<String, Repository> repositories = new TreeMap<>();

  private static final class Repository {
    private final Set<Digest> blobs = new HashSet<>();
    private final Map<Digest, Manifest> manifests = new HashMap<>();
    private final SortedMap<String, Digest> tags = new TreeMap<>();
  }

  /**
   * A manifest or index.
   *
   * @param descriptor media type, digest and size
   * @param text what it says; its UTF-8 bytes are the manifest's
   */
  public record Manifest(Descriptor descriptor, String text) {}

  RegistryContent() {}

  /**
   * Add an image with all its blobs.
   *
   * @param repository where, such as {@code release/web}
   * @param tag its tag
   * @param image the image
   * @return media type, digest and size of its manifest
   */
  public Descriptor add(String repository, String tag, TinyImage image) {
    return ImageLoader.add(this, repository, tag, image);
  }

  /**
   * Add an index of images for several platforms, of Docker's type if the first image is.
   *
   * @param repository where
   * @param tag its tag
   * @param images the images; they get no tags
   * @return media type, digest and size of the index
   */
  public Descriptor addIndex(String repository, String tag, TinyImage... images) {
    return ImageLoader.addIndex(this, repository, tag, List.of(images));
  }

  /**
   * Add an image of an OCI layout. Blobs stay in their files and are read when they are asked for.
   *
   * @param repository where
   * @param tag its tag here; the layout's image is the one whose name is or ends with it, or the
   *     only one
   * @param layout the layout's folder
   * @return media type, digest and size of its manifest or index
   */
  public Descriptor addLayout(String repository, String tag, Path layout) {
    return ImageLoader.addLayout(this, repository, tag, layout);
  }

  /**
   * Put a blob.
   *
   * @param repository where
   * @param bytes its bytes
   * @return their digest
   */
  public Digest putBlob(String repository, byte[] bytes) {
    Digest digest = Digest.of(bytes);
    putBlob(repository, digest, AnswerBody.of(bytes.clone()));
    return digest;
  }

  /**
   * Put a blob that lies in a file, which has to stay.
   *
   * @param repository where
   * @param digest what clients ask for; not compared with the file
   * @param file the file
   */
  public void putBlob(String repository, Digest digest, Path file) {
    putBlob(repository, digest, AnswerBody.of(file));
  }

  synchronized void putBlob(String repository, Digest digest, AnswerBody body) {
    blobs.put(digest, body);
    in(repository).blobs.add(digest);
  }

  /**
   * Put a manifest, whatever it says.
   *
   * @param repository where
   * @param reference a tag, or its digest for none
   * @param mediaType what it is served as
   * @param text its content
   * @return its media type, digest and size
   */
  public synchronized Descriptor putManifest(
      String repository, String reference, String mediaType, String text) {
    byte[] bytes = AnswerBody.of(text).readAll();
    Descriptor descriptor = new Descriptor(mediaType, Digest.of(bytes), bytes.length);
    Repository in = in(repository);
    in.manifests.put(descriptor.digest(), new Manifest(descriptor, text));
    if (!reference.startsWith("sha256:")) {
      in.tags.put(reference, descriptor.digest());
    }
    return descriptor;
  }

  /**
   * Return a manifest.
   *
   * @param repository where
   * @param reference a tag or digest
   */
  public synchronized Optional<Manifest> manifest(String repository, String reference) {
    Repository in = repositories.get(repository);
    if (in == null) {
      return Optional.empty();
    }
    Digest digest = in.tags.get(reference);
    if (digest == null && reference.startsWith("sha256:")) {
      digest = Digest.parse(reference);
    }
    return Optional.ofNullable(digest).map(in.manifests::get);
  }

  /** Return the digests of all blobs. */
  public synchronized Set<Digest> blobs() {
    return Set.copyOf(blobs.keySet());
  }

  /**
   * Return the digests of the blobs that clients can get from a repository.
   *
   * @param repository which
   */
  public synchronized Set<Digest> blobs(String repository) {
    Repository in = repositories.get(repository);
    return in == null ? Set.of() : Set.copyOf(in.blobs);
  }

  /**
   * Return the bytes of a blob.
   *
   * @param digest its digest
   */
  public Optional<byte[]> blob(Digest digest) {
    Optional<AnswerBody> body;
    synchronized (this) {
      body = Optional.ofNullable(blobs.get(digest));
    }
    return body.map(AnswerBody::readAll);
  }

  /**
   * Return the tags of a repository.
   *
   * @param repository which
   * @return them, or nothing if there is no such repository
   */
  public synchronized Optional<List<String>> tags(String repository) {
    return Optional.ofNullable(repositories.get(repository))
        .map(in -> List.copyOf(in.tags.keySet()));
  }

  /**
   * Remove a blob from everywhere.
   *
   * @param digest its digest
   */
  public synchronized void removeBlob(Digest digest) {
    blobs.remove(digest);
    repositories.values().forEach(in -> in.blobs.remove(digest));
  }

  synchronized Optional<AnswerBody> blob(String repository, Digest digest) {
    Repository in = repositories.get(repository);
    boolean there = in != null && in.blobs.contains(digest);
    return there ? Optional.ofNullable(blobs.get(digest)) : Optional.empty();
  }

  /** Make a blob of one repository available in another; return whether it is there. */
  synchronized boolean mount(String from, String to, Digest digest) {
    if (blob(from, digest).isEmpty()) {
      return false;
    }
    in(to).blobs.add(digest);
    return true;
  }

  private Repository in(String repository) {
    return repositories.computeIfAbsent(repository, name -> new Repository());
  }
}
