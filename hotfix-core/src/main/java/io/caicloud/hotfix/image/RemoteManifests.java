package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.RegistryRequest;
import io.caicloud.hotfix.internal.registry.RegistryResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What registries say. All digests are checked here. What is known by its digest is taken from the
 * cache, and what a tag means always comes from the registry.
 */
final class RemoteManifests implements ManifestSource {

  private static final String DIGEST_FIELD = "Docker-Content-Digest";
  private static final Pattern VAGUE =
      Pattern.compile("|application/json|application/octet-stream|text/plain");

  private final RegistryHttp http;
  private final @Nullable CacheUse cache;
  private final TagList tags;

  RemoteManifests(RegistryHttp http, @Nullable CacheUse cache) {
    this.http = http;
    this.cache = cache;
    this.tags = new TagList(http);
  }

  @Override
  public Top tagged(ImageOrigin origin) {
    Top first = ask(origin);
    // An answer that was damaged on its way is right the next time.
    Top top = first == null ? ask(origin) : first;
    if (top == null) {
      throw Failures.damaged("wrong-digest-field", origin.name(), DIGEST_FIELD);
    }
    return top;
  }

  /** Return what a tag stands for, or null if the answer contradicts itself. */
  private @Nullable Top ask(ImageOrigin origin) {
    try (RegistryResponse answer =
        http.fetch(manifest(origin, origin.tag()), ImageManifest.BUDGET)) {
      if (answer.status() == 404) {
        throw missing(origin);
      }
      byte[] bytes = answer.readBody(ImageManifest.BUDGET);
      Digest digest = Digest.of(bytes);
      String said = answer.header(DIGEST_FIELD).orElse("");
      if (said.startsWith("sha256:") && !said.equals(digest.toString())) {
        return null;
      }
      String type = mediaType(answer, bytes, origin);
      Descriptor target = new Descriptor(type, digest, bytes.length);
      return new Top(new ImageIndex.Entry(target, null, List.of()), bytes);
    }
  }

  private static RegistryRequest manifest(ImageOrigin origin, String reference) {
    return RegistryRequest.of("GET", origin.repository(), "manifests/" + reference)
        .accept(MediaTypes.accepted())
        .expect(200, 404)
        .build();
  }

  private HotfixException missing(ImageOrigin origin) {
    return new HotfixException(
        Failures.MISSING,
        Texts.message(
            "tag-missing",
            origin.repository().host(),
            origin.repository().name(),
            origin.tag(),
            tags.there(origin)));
  }

  private static String mediaType(RegistryResponse answer, byte[] bytes, ImageOrigin origin) {
    String field = answer.header("Content-Type").orElse("");
    String type = field.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (type.equals("text/html")) {
      throw new HotfixException(
          "registry-answer", Texts.message("html", origin.repository().host()));
    }
    if (!VAGUE.matcher(type).matches()) {
      return type;
    }
    JsonPart root = JsonPart.parse(bytes, origin.name());
    return root.text("mediaType")
        .orElseGet(() -> root.has("manifests") ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST);
  }

  @Override
  public byte[] bytes(ImageOrigin origin, Descriptor blob, int budget) {
    if (blob.size() > budget) {
      throw Failures.damaged("too-large", origin.label(blob.digest()), blob.size(), budget);
    }
    byte[] known = cache == null ? null : cache.bytes(blob, budget);
    return known == null ? fetch(origin, blob, budget) : known;
  }

  private byte[] fetch(ImageOrigin origin, Descriptor blob, int budget) {
    boolean manifest =
        MediaTypes.isManifest(blob.mediaType()) || MediaTypes.isIndex(blob.mediaType());
    byte[] bytes = attempt(origin, blob, manifest, budget);
    if (!isRight(blob, bytes)) {
      bytes = attempt(origin, blob, manifest, budget);
    }
    if (bytes.length != blob.size()) {
      throw Failures.damaged("wrong-size", origin.label(blob.digest()), blob.size(), bytes.length);
    }
    if (!isRight(blob, bytes)) {
      throw Failures.damaged(
          "wrong-digest", origin.label(blob.digest()), blob.digest(), Digest.of(bytes));
    }
    if (cache != null) {
      cache.put(blob, bytes);
    }
    return bytes;
  }

  private static boolean isRight(Descriptor blob, byte[] bytes) {
    return bytes.length == blob.size() && Digest.of(bytes).equals(blob.digest());
  }

  private byte[] attempt(ImageOrigin origin, Descriptor blob, boolean manifest, int budget) {
    String digest = blob.digest().toString();
    RegistryRequest request =
        manifest
            ? manifest(origin, digest)
            : RegistryRequest.of("GET", origin.repository(), "blobs/" + digest)
                .expect(200, 404)
                .build();
    try (RegistryResponse answer = http.fetch(request, budget)) {
      if (answer.status() == 404) {
        throw Failures.damaged("not-in-registry", origin.repository(), digest);
      }
      return answer.readBody(budget);
    }
  }

  @Override
  public void chosen(ImageOrigin origin, Top top, LeafChoice.Leaf leaf) {
    if (cache == null) {
      return;
    }
    Descriptor target = top.entry().target();
    cache.put(target, top.bytes());
    Descriptor twin = MediaTypes.isDocker(target.mediaType()) ? twin(leaf, cache) : null;
    cache.name(origin.name(), new CacheIndex.Target(target, twin));
  }

  private static Descriptor twin(LeafChoice.Leaf leaf, CacheUse cache) {
    if (leaf.target().mediaType().equals(MediaTypes.OCI_MANIFEST)) {
      return leaf.target();
    }
    byte[] twin = OciTwin.of(leaf.manifest());
    Descriptor target = new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(twin), twin.length);
    cache.put(target, twin);
    return target;
  }
}
