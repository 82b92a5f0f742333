package io.caicloud.hotfix.archive;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import io.caicloud.hotfix.image.ImageSource;
import io.caicloud.hotfix.image.Platform;
import io.caicloud.hotfix.image.ResolvedImage;
import io.caicloud.hotfix.spec.ImageReference;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Images of blobs of exact sizes that are no real layers, from a source that can misbehave. */
final class RawImages implements ImageSource {

  private final Map<Digest, byte[]> blobs = new HashMap<>();
  private Function<Descriptor, ReadableByteChannel> opener = this::bytes;

  /** Make an image whose layers are random bytes of these sizes; equal sizes give equal layers. */
  PackagedImage image(String name, int... sizes) {
    List<Descriptor> layers = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    for (int size : sizes) {
      byte[] bytes = new byte[size];
      new Random(size).nextBytes(bytes);
      layers.add(add("application/vnd.oci.image.layer.v1.tar", bytes));
      json.append(json.isEmpty() ? "" : ",").append(json(layers.get(layers.size() - 1)));
    }
    Descriptor config =
        add("application/vnd.oci.image.config.v1+json", name.getBytes(StandardCharsets.UTF_8));
    String manifest =
        "{\"schemaVersion\":2,\"config\":" + json(config) + ",\"layers\":[" + json + "]}";
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    ResolvedImage image =
        new ResolvedImage(
            ImageReference.parse("[[ registry_release ]]/" + name + ":v1"),
            Platform.LINUX_AMD64,
            new Descriptor(
                "application/vnd.oci.image.manifest.v1+json", Digest.of(bytes), bytes.length),
            bytes,
            config,
            layers);
    return new PackagedImage(
        image, name + "-v1-image.tar.gz", "harbor.caicloud.xyz/release/" + name + ":v1");
  }

  /** Give other channels from now on. */
  RawImages opening(Function<Descriptor, ReadableByteChannel> other) {
    opener = other;
    return this;
  }

  ReadableByteChannel bytes(Descriptor blob) {
    return Channels.newChannel(new ByteArrayInputStream(content(blob)));
  }

  byte[] content(Descriptor blob) {
    return blobs.get(blob.digest()).clone();
  }

  private Descriptor add(String type, byte[] bytes) {
    Descriptor descriptor = new Descriptor(type, Digest.of(bytes), bytes.length);
    blobs.put(descriptor.digest(), bytes);
    return descriptor;
  }

  private static String json(Descriptor blob) {
    return "{\"mediaType\":\""
        + blob.mediaType()
        + "\",\"digest\":\""
        + blob.digest()
        + "\",\"size\":"
        + blob.size()
        + "}";
  }

  @Override
  public ResolvedImage resolve(ImageReference reference, Platform platform) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReadableByteChannel open(ResolvedImage image, Descriptor blob) {
    return opener.apply(blob);
  }

  @Override
  public void close() {}
}
