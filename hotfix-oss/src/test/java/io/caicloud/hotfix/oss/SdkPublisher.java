package io.caicloud.hotfix.oss;

import com.aliyun.oss.OSS;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.UploadFileRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes by the SDK alone: its calls for files, with checkpoints and without overwriting. Its
 * client is no AutoCloseable, so it is not closed.
 */
final class SdkPublisher implements Publisher {

  private static final String BUCKET = "release";

  private final OSS oss;
  private final List<OSSObject> forgotten = new ArrayList<>();

  SdkPublisher(OSS oss) {
    this.oss = oss;
  }

  private static ObjectMetadata forbidding() {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setHeader("x-oss-forbid-overwrite", "true");
    return metadata;
  }

  @Override
  public void put(String key, Path file) {
    oss.putObject(new PutObjectRequest(BUCKET, key, file.toFile(), forbidding()));
  }

  @Override
  public void putInParts(String key, Path file) {
    UploadFileRequest request =
        new UploadFileRequest(BUCKET, key, file.toString(), HazardWorld.PART, 1, true);
    request.setObjectMetadata(forbidding());
    try {
      oss.uploadFile(request);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void putStream(String key, Path file) {
    try (InputStream pipe = new Pipe(Files.newInputStream(file))) {
      ObjectMetadata metadata = forbidding();
      metadata.setContentLength(Files.size(file));
      oss.putObject(new PutObjectRequest(BUCKET, key, pipe, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream that can be read once. */
  private static final class Pipe extends FilterInputStream {
    Pipe(InputStream in) {
      super(in);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  @Override
  public void get(String key, Path target) {
    oss.getObject(new GetObjectRequest(BUCKET, key), target.toFile());
  }

  @Override
  public void peek(String key) {
    OSSObject object = oss.getObject(BUCKET, key);
    forgotten.add(object);
    try {
      object.getObjectContent().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}

  @Override
  public void release() {
    oss.shutdown();
  }
}
