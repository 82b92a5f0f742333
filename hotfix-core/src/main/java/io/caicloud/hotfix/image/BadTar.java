package io.caicloud.hotfix.image;

/** A part of a tar file makes no sense; caught where the file's name is known. */
final class BadTar extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /** Create an exception with the key of the text that says why. */
  BadTar(String key) {
    super(key, null, false, false);
    this.key = key;
  }

  String key() {
    return key;
  }
}
