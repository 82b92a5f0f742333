package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.ImageSourceContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.internal.registry.RegistryHttp;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.testing.RegistryFault;
import io.caicloud.hotfix.testing.SmallDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several readers of one blob, and readers that go away. */
final class SharedDownloadTest extends RegistryImagesFixture {

  @Test
  void two_threads_that_want_the_same_layer_share_it() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      List<Future<byte[]>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> read(source, image, image.layers().get(0))));
      }
      for (Future<byte[]> result : results) {
        assertThat(result.get()).isEqualTo(bytes(BASE));
      }
      assertThat(requests(RegistryImagesFixture::isBase)).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void reader_that_does_not_read_holds_nobody_up_and_may_go_away() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      Descriptor layer = image.layers().get(0);
      try (ReadableByteChannel idle = source.open(image, layer)) {
        assertThat(idle.read(ByteBuffer.allocate(10))).isEqualTo(10);
        assertThat(read(source, image, layer)).isEqualTo(bytes(BASE));
        assertThat(idle.read(ByteBuffer.allocate(10))).isEqualTo(10);
      }
      assertThat(requests(RegistryImagesFixture::isBase)).isEqualTo(1);
    }
  }

  @Test
  void reader_goes_on_when_another_one_is_interrupted() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      Descriptor layer = image.layers().get(0);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (ReadableByteChannel first = source.open(image, layer);
          ReadableByteChannel second = source.open(image, layer)) {
        copy(first, 300_000, all);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> second.read(ByteBuffer.allocate(1000)))
            .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        copy(first, Long.MAX_VALUE, all);
      }
      assertThat(all.toByteArray()).isEqualTo(bytes(BASE));
    }
  }

  private static void copy(ReadableByteChannel from, long most, ByteArrayOutputStream to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(100_000);
    long left = most;
    while (left > 0 && from.read(buffer.clear().limit((int) Math.min(left, 100_000))) >= 0) {
      left -= buffer.position();
      to.write(buffer.array(), 0, buffer.position());
    }
  }

  @Test
  void layer_given_up_half_way_leaves_nothing() throws IOException {
    try (RegistryImages source = source(true)) {
      ResolvedImage image = web(source);
      try (ReadableByteChannel channel = source.open(image, image.layers().get(0))) {
        channel.read(ByteBuffer.allocate(1000));
      }
      assertThat(list(folder.resolve("cache/blobs/sha256")))
          .noneMatch(file -> file.getFileName().toString().endsWith(".part"));
      readAll(source, image);
    }
  }

  @Test
  void closing_ends_connections_and_removes_what_was_begun() throws Exception {
    RegistryImages source = source(true);
    ResolvedImage image = web(source);
    registry.faults().always(RegistryImagesFixture::isBase, RegistryFault.stallAfter(300_000));
    ReadableByteChannel channel = source.open(image, image.layers().get(0));
    channel.read(ByteBuffer.allocate(1000));
    source.close();
    source.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10))).isInstanceOf(IOException.class);
    assertThat(list(folder.resolve("cache/blobs/sha256"))).hasSize(2);
  }

  @Test
  void slow_reader_goes_on_alone_when_the_cache_is_full() throws IOException {
    registry.add("devops_release/console-web", "v1", IMAGE);
    Path small = Files.createDirectories(folder.resolve("small"));
    try (SmallDisk disk = SmallDisk.mount(small, 300_000);
        RegistryImages source =
            builder().cache(BlobCache.at(disk.folder().resolve("cache"))).build()) {
      ResolvedImage image = web(source);
      Descriptor layer = image.layers().get(0);
      ByteArrayOutputStream slowly = new ByteArrayOutputStream();
      try (ReadableByteChannel slow = source.open(image, layer)) {
        copy(slow, 10, slowly);
        assertThat(read(source, image, layer)).isEqualTo(bytes(BASE));
        copy(slow, Long.MAX_VALUE, slowly);
      }
      assertThat(slowly.toByteArray()).isEqualTo(bytes(BASE));
    }
  }

  @Test
  void readers_go_on_when_one_is_interrupted_in_the_file_of_all() throws IOException {
    registry.add("devops_release/console-web", "v1", IMAGE);
    Repository repository = new Repository(registry.host(), "devops_release/console-web");
    ImageOrigin origin = new ImageOrigin(WEB, repository);
    Descriptor layer = new Descriptor("layer", BASE.digest(), BASE.size());
    CacheUse store = new CacheUse(cache(), warnings::add);
    ByteBuffer first = ByteBuffer.allocate((int) BASE.size());
    ByteBuffer second = ByteBuffer.allocate((int) BASE.size());
    try (RegistryHttp http = QuickAccess.access().open()) {
      Downloads downloads = new Downloads(http);
      BlobBytes a = downloads.kept(origin, layer, store);
      BlobBytes b = downloads.kept(origin, layer, store);
      fill(a, first, 1);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> b.read(0, second)).isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
      fill(a, first, Integer.MAX_VALUE);
      fill(b, second, Integer.MAX_VALUE);
      a.close();
      b.close();
    }
    assertThat(first.array()).isEqualTo(bytes(BASE));
    assertThat(second.array()).isEqualTo(bytes(BASE));
    assertThat(warnings).isEmpty();
    assertThat(list(folder.resolve("cache/blobs/sha256"))).isEmpty();
  }

  private static void fill(BlobBytes from, ByteBuffer target, int reads) throws IOException {
    for (int i = 0; i < reads && target.hasRemaining(); i++) {
      assertThat(from.read(target.position(), target)).isPositive();
    }
  }
}
