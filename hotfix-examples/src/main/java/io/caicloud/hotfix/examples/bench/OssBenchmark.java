package io.caicloud.hotfix.examples.bench;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.UploadFileRequest;
import io.caicloud.hotfix.finding.ProgressListener;
import io.caicloud.hotfix.oss.OssCredentials;
import io.caicloud.hotfix.oss.OssStore;
import io.caicloud.hotfix.release.Content;
import io.caicloud.hotfix.release.Placement;
import io.caicloud.hotfix.release.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times the upload of a file by a store against the plain SDK in its several ways, in the same
 * virtual machine and the same run, to a server in another one that keeps nothing.
 */
public final class OssBenchmark {

  private static final String BUCKET = "release";
  private static final int MB = 1 << 20;
  private static final int WARM_UP = 2;
  private static final double GOAL = 0.9;

  private final OssBenchServer server;
  private final Path file;
  private final long size;
  private int objects;

  private OssBenchmark(OssBenchServer server, Path file) throws IOException {
    this.server = server;
    this.file = file;
    this.size = Files.size(file);
  }

  /** One way to upload the file. */
  @FunctionalInterface
  private interface Upload {
    void to(String key) throws Throwable;
  }

  private record Contestant(Series series, Upload upload) {}

  /**
   * Run the benchmark and print a table; or upload the file once in many parts.
   *
   * @param args {@code compare}, the file and the number of rounds; or {@code parts}, the file and
   *     the size of the parts in bytes; then the options of the server's virtual machine
   * @throws Exception if anything fails
   */
  public static void main(String[] args) throws Exception {
    try (OssBenchServer server = OssBenchServer.start(args[3])) {
      OssBenchmark benchmark = new OssBenchmark(server, Path.of(args[1]));
      if (args[0].equals("parts")) {
        benchmark.once(Long.parseLong(args[2]));
      } else {
        benchmark.compare(Integer.parseInt(args[2]));
      }
    }
  }

  private void once(long partSize) throws Exception {
    Series series = new Series("once");
    try (OssStore store = store(partSize)) {
      Content content = Content.read(file, store.partSize());
      long sent = series.time(() -> put(store, "once", content)).sent();
      System.out.printf(
          Locale.ROOT,
          "%,d bytes in parts of %,d: %.2f s, %,d bytes sent; heap at most %,d MB%n",
          size,
          partSize,
          series.median(),
          sent,
          Runtime.getRuntime().maxMemory() / MB);
    }
  }

  private void compare(int rounds) throws Exception {
    OSS sdk = sdk();
    try (OssStore store = store(8 * MB)) {
      Content content = Content.read(file, store.partSize());
      Contestant ours = new Contestant(new Series("ours"), key -> put(store, key, content));
      Contestant reading =
          new Contestant(
              new Series("ours, reading included"),
              key -> put(store, key, Content.read(file, store.partSize())));
      List<Contestant> plain = plain(sdk);
      List<Contestant> all = new ArrayList<>(plain);
      all.add(ours);
      all.add(reading);
      run(all, rounds);
      print(plain, List.of(ours.series(), reading.series()));
    } finally {
      sdk.shutdown();
    }
  }

  /** Each round has all of them, so that a slow moment of the machine meets all. */
  private void run(List<Contestant> all, int rounds) throws Exception {
    for (int round = -WARM_UP; round < rounds; round++) {
      if (round == 0) {
        all.forEach(each -> each.series().clear());
      }
      for (Contestant each : all) {
        String key = "bench/" + ++objects;
        each.series()
            .time(
                () -> {
                  try {
                    each.upload().to(key);
                  } catch (Throwable e) {
                    throw new IOException(key, e);
                  }
                  return key;
                });
      }
    }
  }

  private List<Contestant> plain(OSS sdk) {
    List<Contestant> ways = new ArrayList<>();
    ways.add(
        new Contestant(
            new Series("SDK putObject"),
            key -> sdk.putObject(new PutObjectRequest(BUCKET, key, file.toFile()))));
    for (int parts : new int[] {1, 8, 32}) {
      for (int threads : new int[] {1, 2, 4}) {
        String name = "SDK uploadFile, " + parts + " MB, " + threads + " threads";
        ways.add(
            new Contestant(
                new Series(name), key -> sdk.uploadFile(request(key, parts * MB, threads))));
      }
    }
    return ways;
  }

  private UploadFileRequest request(String key, int partSize, int threads) {
    return new UploadFileRequest(BUCKET, key, file.toString(), partSize, threads);
  }

  private void print(List<Contestant> plain, List<Series> ours) {
    Series best = plain.get(0).series();
    for (Contestant each : plain) {
      best = each.series().median() < best.median() ? each.series() : best;
    }
    System.out.printf(Locale.ROOT, "%,d bytes, medians of throughput%n", size);
    for (Contestant each : plain) {
      each.series().print(best);
    }
    for (Series series : ours) {
      series.print(best);
    }
    for (Series series : ours) {
      System.out.printf(
          Locale.ROOT,
          "%s %s: %.0f MB/s, %.2f of the throughput of %s%n",
          verdict(series, ours, best),
          series.name(),
          size / series.median() / MB,
          best.median() / series.median(),
          best.name());
    }
  }

  /**
   * The goal is for the way to the store. The reading before it takes SHA-256 and MD5s, which the
   * SDK does not; it is shown because users wait for it all the same.
   */
  private static String verdict(Series series, List<Series> ours, Series best) {
    if (series != ours.get(0)) {
      return "      ";
    }
    return best.median() / series.median() >= GOAL ? "met   " : "MISSED";
  }

  private static Placement put(OssStore store, String key, Content content) {
    Placement placement = store.putIfAbsent(StoreKey.of(key), content, ProgressListener.NONE);
    if (!placement.created()) {
      throw new IllegalStateException(key + " was there");
    }
    return placement;
  }

  private OssStore store(long partSize) {
    return OssStore.builder(BUCKET)
        .endpoint(server.endpoint().toString())
        .region(server.region())
        .credentials(
            OssCredentials.of(
                server.credential().accessKeyId(), server.credential().accessKeySecret()))
        .partSize(partSize)
        .build();
  }

  private OSS sdk() {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSignatureVersion(SignVersion.V4);
    return OSSClientBuilder.create()
        .endpoint(server.endpoint().toString())
        .region(server.region())
        .credentialsProvider(
            new DefaultCredentialProvider(
                server.credential().accessKeyId(), server.credential().accessKeySecret()))
        .clientConfiguration(configuration)
        .build();
  }
}
