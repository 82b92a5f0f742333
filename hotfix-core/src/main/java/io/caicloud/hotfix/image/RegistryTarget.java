package io.caicloud.hotfix.image;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.RegistryRequest;
import io.caicloud.hotfix.internal.registry.RegistryResponse;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.internal.registry.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registries that images are pushed to. Manifests and blobs arrive byte for byte as they were, so
 * digests stay. What is there already is not sent again, and the tag is set last: until then nobody
 * sees a part of an image. Safe for use by several threads; it has none of its own.
 */
public final class RegistryTarget implements AutoCloseable {

  private static final Pattern NAME =
      Pattern.compile("([^/]+)/(.+):([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})");
  private static final String DIGEST_FIELD = "Docker-Content-Digest";

  private final RegistryHttp http;
  private volatile boolean closed;

  private RegistryTarget(RegistryHttp http) {
    this.http = http;
  }

  /**
   * Open a target.
   *
   * @param access how to reach the registries
   * @throws HotfixException with code {@code registry-config} if a file of the access cannot be
   *     read
   */
  public static RegistryTarget open(RegistryAccess access) {
    return new RegistryTarget(access.open());
  }

  /**
   * Push an image.
   *
   * @param image the image, resolved by the source
   * @param from where its blobs come from
   * @param name its full name in the target, {@code HOST/PROJECT/NAME:TAG}
   * @throws HotfixException with code {@code invalid-target} if the name has another form, {@code
   *     registry-unauthorized} if the credentials do not suffice, {@code registry-unreachable} if
   *     there is no connection, {@code registry-answer} if the registry refuses or makes no sense,
   *     {@code image-damaged} if the bytes sent were not right, {@code interrupted}; also what the
   *     source throws
   * @throws IllegalStateException if this is closed
   */
  public PushedImage push(ResolvedImage image, ImageSource from, String name) {
    return push(image, from, name, List.of());
  }

  /**
   * Push an image whose blobs may be in other repositories of the same registry, from where they
   * are taken without sending them.
   *
   * @param image the image, resolved by the source
   * @param from where its blobs come from
   * @param name its full name in the target, {@code HOST/PROJECT/NAME:TAG}
   * @param neighbors names of other repositories in the registry, such as {@code release/base}
   * @throws HotfixException as {@link #push(ResolvedImage, ImageSource, String)}
   * @throws IllegalArgumentException if a neighbor is no name of a repository
   * @throws IllegalStateException if this is closed
   */
  public PushedImage push(
      ResolvedImage image, ImageSource from, String name, List<String> neighbors) {
    requireNonNull(image, "image");
    if (closed) {
      throw new IllegalStateException("the target is closed");
    }
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()
        || !Repository.isHost(matcher.group(1))
        || !Repository.isName(matcher.group(2))) {
      throw new HotfixException("invalid-target", Texts.message("invalid-target", name));
    }
    Repository repository = new Repository(matcher.group(1), matcher.group(2));
    BlobPush blobs = new BlobPush(http, repository, image, from);
    List<PushedBlob> pushed = new ArrayList<>();
    for (Descriptor blob : blobs(image)) {
      try {
        pushed.add(blobs.push(blob, neighbors));
      } catch (HotfixException e) {
        throw new HotfixException(
            e.code(),
            Texts.message("about-blob", image.reference(), name, blob.digest(), Texts.of(e)),
            e);
      }
    }
    try {
      boolean tagged = tag(image, repository, matcher.group(3));
      return new PushedImage(name, image.manifest(), tagged, pushed);
    } catch (HotfixException e) {
      throw new HotfixException(
          e.code(), Texts.message("about-origin", image.reference(), name, Texts.of(e)), e);
    }
  }

  private static Set<Descriptor> blobs(ResolvedImage image) {
    Set<Descriptor> blobs = new LinkedHashSet<>(image.layers());
    blobs.add(image.config());
    return blobs;
  }

  /** Let the tag stand for the image; return false if it does already. */
  private boolean tag(ResolvedImage image, Repository repository, String tag) {
    String digest = image.manifest().digest().toString();
    if (digest.equals(tagged(repository, tag))) {
      return false;
    }
    RegistryRequest request =
        RegistryRequest.of("PUT", repository, "manifests/" + tag)
            .pushing()
            .body(RequestBody.of(image.manifest().mediaType(), image.manifestBytes()))
            .expect(200, 201)
            .build();
    String answered;
    try (RegistryResponse answer = http.fetch(request, ImageManifest.BUDGET)) {
      answered = answer.header(DIGEST_FIELD).orElse("");
    }
    String there = answered.isEmpty() ? tagged(repository, tag) : answered;
    if (!digest.equals(there)) {
      throw Failures.damaged("pushed-other", repository + ":" + tag, digest, there);
    }
    return true;
  }

  /** Return the digest of what a tag stands for, empty if there is none or it is not told. */
  private String tagged(Repository repository, String tag) {
    RegistryRequest request =
        RegistryRequest.of("HEAD", repository, "manifests/" + tag)
            .pushing()
            .accept(MediaTypes.accepted())
            .expect(200, 404)
            .build();
    try (RegistryResponse answer = http.send(request)) {
      return answer.status() == 404 ? "" : answer.header(DIGEST_FIELD).orElse("");
    }
  }

  /** End all transfers. */
  @Override
  public void close() {
    closed = true;
    http.close();
  }
}
