package io.caicloud.hotfix.internal.tar;

/** A part of a tar file makes no sense; caught where the file's name is known. */
public final class BadTar extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Create an exception.
   *
   * @param key the last part of the key of the text that says why
   */
  public BadTar(String key) {
    super(key, null, false, false);
    this.key = key;
  }

  /** Return the last part of the key of the text that says why. */
  public String key() {
    return key;
  }
}
