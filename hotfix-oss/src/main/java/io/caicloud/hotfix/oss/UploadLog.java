package io.caicloud.hotfix.oss;

import io.caicloud.hotfix.finding.Message;
import io.caicloud.hotfix.release.Fingerprint;
import io.caicloud.hotfix.release.StoreKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which uploads were begun and can be gone on with. Safe to share between threads. */
final class UploadLog {

  private final OssOptions options;
  private final @Nullable JournalFolder folder;
  private final Consumer<Message> notices;

  UploadLog(OssOptions options) {
    this.options = options;
    Path path = options.journal().orElse(null);
    this.folder = path == null ? null : new JournalFolder(path);
    this.notices = options.notices();
  }

  /** Return whether uploads can be gone on with later. */
  boolean keeps() {
    return folder != null;
  }

  /** Return what was written down of an object, without a word if that is of no use. */
  Optional<Journal> peek(StoreKey key, Fingerprint content) {
    try {
      return folder == null ? Optional.empty() : folder.find(entry(key, content, ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Return what was written down of an object; nothing, with a notice, if that is of no use. */
  Optional<Journal> find(StoreKey key, Fingerprint content) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return folder.find(entry(key, content, ""));
    } catch (IOException e) {
      notices.accept(Texts.message("notice.journal-unreadable", options.address(key.value()), e));
      return Optional.empty();
    }
  }

  void write(StoreKey key, Fingerprint content, String uploadId) {
    if (folder == null) {
      return;
    }
    try {
      folder.write(entry(key, content, uploadId));
    } catch (IOException e) {
      notices.accept(Texts.message("notice.journal-unwritable", options.address(key.value()), e));
    }
  }

  void remove(StoreKey key, Fingerprint content) {
    if (folder == null) {
      return;
    }
    try {
      folder.remove(entry(key, content, ""));
    } catch (IOException e) {
      notices.accept(Texts.message("notice.journal-unwritable", options.address(key.value()), e));
    }
  }

  private Journal entry(StoreKey key, Fingerprint content, String uploadId) {
    return new Journal(
        options.endpoint().toString(),
        options.bucket(),
        options.prefix() + key,
        uploadId,
        options.partSize(content.size()),
        content.size(),
        content.sha256());
  }
}
