package io.caicloud.hotfix.testing;

import io.caicloud.hotfix.image.Descriptor;
import io.caicloud.hotfix.image.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A layer with real content: a tar of files, plain or compressed, in memory or in a file. Equal
 * contents give equal bytes. Immutable.
 */
public final class ImageLayer {

  /** Writes a tar. */
  private interface Content {
    void writeTo(LayerTar tar) throws IOException;
  }

  /** Opens the layer's bytes. */
  private interface Bytes {
    InputStream open() throws IOException;
  }

  private final LayerForm form;
  private final Digest digest;
  private final long size;
  private final Digest diffId;
  private final Bytes bytes;

  private ImageLayer(LayerForm form, Digest digest, long size, Digest diffId, Bytes bytes) {
    this.form = form;
    this.digest = digest;
    this.size = size;
    this.diffId = diffId;
    this.bytes = bytes;
  }

  /**
   * Make a layer in memory.
   *
   * @param form how it is kept
   * @param files contents by path, such as {@code app/index.html}
   */
  public static ImageLayer of(LayerForm form, Map<String, String> files) {
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    Map<String, String> sorted = new TreeMap<>(files);
    Content content =
        tar -> {
          for (Map.Entry<String, String> file : sorted.entrySet()) {
            tar.file(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
          }
        };
    try {
      Digest diffId = write(form, content, memory);
      byte[] blob = memory.toByteArray();
      return new ImageLayer(
          form, Digest.of(blob), blob.length, diffId, () -> new ByteArrayInputStream(blob));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Make a layer of any size from files of this machine, without holding it in memory.
   *
   * @param form how it is kept
   * @param slice the files
   * @param spool the file to write the layer to; it must stay as long as the layer is used
   * @throws IOException if files cannot be read or the spool cannot be written
   */
  public static ImageLayer of(LayerForm form, TreeSlice slice, Path spool) throws IOException {
    Content content =
        tar -> {
          for (Path file : slice.files()) {
            tar.file(slice.tree().relativize(file).toString(), file);
          }
        };
    MessageDigest sha256 = Digest.sha256();
    Digest diffId;
    try (OutputStream out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(spool), 1 << 20), sha256)) {
      diffId = write(form, content, out);
    }
    return new ImageLayer(
        form, Digest.finish(sha256), Files.size(spool), diffId, () -> Files.newInputStream(spool));
  }

  private static Digest write(LayerForm form, Content content, OutputStream out)
      throws IOException {
    MessageDigest diff = Digest.sha256();
    OutputStream outer = form == LayerForm.GZIP ? new GZIPOutputStream(out, 1 << 16) : out;
    try (LayerTar tar = new LayerTar(new DigestOutputStream(outer, diff))) {
      content.writeTo(tar);
    }
    return Digest.finish(diff);
  }

  /** Return how the layer is kept. */
  public LayerForm form() {
    return form;
  }

  /** Return the digest of the layer's bytes. */
  public Digest digest() {
    return digest;
  }

  /** Return the number of the layer's bytes. */
  public long size() {
    return size;
  }

  /** Return the digest of the uncompressed tar, as the image's configuration names it. */
  public Digest diffId() {
    return diffId;
  }

  /**
   * Return media type, digest and size.
   *
   * @param docker whether the media type is Docker's and not OCI's
   */
  public Descriptor descriptor(boolean docker) {
    String type =
        docker
            ? "application/vnd.docker.image.rootfs.diff.tar"
            : "application/vnd.oci.image.layer.v1.tar";
    String suffix = form == LayerForm.PLAIN ? "" : docker ? ".gzip" : "+gzip";
    return new Descriptor(type + suffix, digest, size);
  }

  /**
   * Return the same content as a plain tar in memory, or this layer if it is plain.
   *
   * @throws IOException if the layer's file cannot be read
   */
  public ImageLayer plain() throws IOException {
    if (form == LayerForm.PLAIN) {
      return this;
    }
    try (InputStream in = new GZIPInputStream(bytes.open())) {
      byte[] blob = in.readAllBytes();
      return new ImageLayer(
          LayerForm.PLAIN, diffId, blob.length, diffId, () -> new ByteArrayInputStream(blob));
    }
  }

  /** Return the layer's bytes as a server sends them, read anew each time. */
  AnswerBody body() {
    return new AnswerBody(size, bytes::open);
  }

  /**
   * Write the layer's bytes.
   *
   * @param out where to; stays open
   * @throws IOException if they cannot be read or written
   */
  public void copyTo(OutputStream out) throws IOException {
    try (InputStream in = bytes.open()) {
      in.transferTo(out);
    }
  }
}
