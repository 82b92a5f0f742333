package io.caicloud.hotfix.image;

import static io.caicloud.hotfix.image.ImageSourceContract.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caicloud.hotfix.testing.RegistryFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
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
}
