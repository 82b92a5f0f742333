package io.caicloud.hotfix.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A bucket of an {@link OssServer}, for tests to look into and to change behind a client's back. An
 * object is wholly there or not at all. Safe for use by several threads.
 */
public final class OssBucket {

  private final String name;
  private final OssVault vault;
  private final InstantSource clock;
  private final NavigableMap<String, OssObject> objects =
      new TreeMap<>(
          Comparator.comparing(
              key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
  private final Map<String, OssUpload> uploads = new TreeMap<>();
  private Versioning versioning = Versioning.NEVER;
  private boolean copiesHaveCrc = true;

  /** Whether versions of objects are kept. */
  public enum Versioning {
    /** It was never switched on. */
    NEVER(""),
    /** It is on. */
    ENABLED("Enabled"),
    /** It was on. */
    SUSPENDED("Suspended");

    private final String status;

    Versioning(String status) {
      this.status = status;
    }

    String status() {
      return status;
    }
  }

  OssBucket(String name, OssVault vault, InstantSource clock) {
    this.name = name;
    this.vault = vault;
    this.clock = clock;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
  }

  /** Return its name. */
  public String name() {
    return name;
  }

  /**
   * Keep versions or not. Where they are or were kept, x-oss-forbid-overwrite is void, as OSS's
   * reference of PutObject says. This server forgets what was overwritten in any case.
   *
   * @param now whether
   */
  public synchronized OssBucket versioning(Versioning now) {
    versioning = now;
    return this;
  }

  synchronized Versioning versioning() {
    return versioning;
  }

  /**
   * Say whether objects that are copied on the server have a CRC, which OSS does not promise. They
   * have one unless told otherwise.
   *
   * @param have whether
   */
  public synchronized OssBucket copiesHaveCrc(boolean have) {
    copiesHaveCrc = have;
    return this;
  }

  synchronized boolean copiesHaveCrc() {
    return copiesHaveCrc;
  }

  /**
   * Return an object, if it is there.
   *
   * @param key its name
   */
  public synchronized Optional<OssObject> object(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Return the names of all objects in the order of their bytes. */
  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** Return the objects after a name, or all. */
  synchronized List<OssObject> after(String key) {
    return List.copyOf(objects.tailMap(key, false).values());
  }

  /**
   * Write an object as somebody else would, over another if there is one.
   *
   * @param key its name
   * @param bytes its bytes
   */
  public OssObject put(String key, byte[] bytes) {
    try {
      OssBytes content = vault.receive(new ByteArrayInputStream(bytes));
      String etag = content.md5();
      Map<String, String> headers = Map.of("content-type", "application/octet-stream");
      OssObject object = new OssObject(key, etag, headers, clock.instant(), content, true);
      publish(object, false);
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Remove an object, if it is there.
   *
   * @param key its name
   */
  public synchronized void delete(String key) {
    OssObject object = objects.remove(key);
    if (object != null) {
      vault.drop(object.content());
    }
  }

  /** Return the uploads that are neither completed nor aborted, by id. */
  public synchronized List<OssUpload> uploads() {
    return List.copyOf(uploads.values());
  }

  /**
   * Forget an upload and its parts, as a lifecycle rule does.
   *
   * @param id its id
   */
  public synchronized void abort(String id) {
    OssUpload upload = uploads.remove(id);
    if (upload != null) {
      upload.parts().forEach(part -> vault.drop(part.content()));
    }
  }

  /** Refuse to go on if an object is there that is not to be overwritten. */
  synchronized void checkOverwrite(String key, boolean forbidden) {
    if (forbidden && versioning == Versioning.NEVER && objects.containsKey(key)) {
      throw new OssRefusal(
              409,
              "FileAlreadyExists",
              "The object you specified already exists and can not be overwritten.")
          .with("Key", key);
    }
  }

  /** Let an object appear. The file of one that it replaces stays: somebody may be reading it. */
  synchronized void publish(OssObject object, boolean overwriteForbidden) {
    checkOverwrite(object.key(), overwriteForbidden);
    objects.put(object.key(), object);
  }

  synchronized OssUpload begin(String key, Map<String, String> headers) {
    String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    OssUpload upload = new OssUpload(id, key, headers, clock.instant());
    uploads.put(id, upload);
    return upload;
  }

  /** Return the upload that a request belongs to. An id is good for one key only. */
  synchronized OssUpload upload(OssRequest request) {
    OssUpload upload = uploads.get(request.uploadId());
    if (upload == null || !upload.key().equals(request.key())) {
      throw new OssRefusal(
              404,
              "NoSuchUpload",
              "The specified upload does not exist. The upload ID may be invalid, or the upload"
                  + " may have been aborted or completed.")
          .with("UploadId", request.uploadId());
    }
    return upload;
  }

  /** Let the object of an upload appear, and end the upload. */
  synchronized void complete(OssRequest request, OssObject object, boolean overwriteForbidden) {
    OssUpload upload = upload(request);
    publish(object, overwriteForbidden);
    abort(upload.id());
  }
}
