package io.caicloud.hotfix.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes tar files whose bytes depend on names and contents only. */
final class LayerTar implements AutoCloseable {

  private final TarArchiveOutputStream tar;

  LayerTar(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
  }

  void folder(String name) throws IOException {
    put(new TarArchiveEntry(name + "/"), 0);
    tar.closeArchiveEntry();
  }

  void file(String name, byte[] content) throws IOException {
    put(new TarArchiveEntry(name), content.length);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  void file(String name, Path content) throws IOException {
    put(new TarArchiveEntry(name), Files.size(content));
    Files.copy(content, tar);
    tar.closeArchiveEntry();
  }

  void layer(String name, ImageLayer layer) throws IOException {
    put(new TarArchiveEntry(name), layer.size());
    layer.copyTo(tar);
    tar.closeArchiveEntry();
  }

  void symbolicLink(String name, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
    entry.setLinkName(target);
    put(entry, 0);
    tar.closeArchiveEntry();
  }

  private void put(TarArchiveEntry entry, long size) throws IOException {
    entry.setSize(size);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setMode(entry.isDirectory() ? 0755 : entry.isSymbolicLink() ? 0777 : 0644);
    tar.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
