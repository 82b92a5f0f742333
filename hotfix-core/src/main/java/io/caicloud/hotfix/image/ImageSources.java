package io.caicloud.hotfix.image;

import java.util.List;

/** Combinations of image sources. */
public final class ImageSources {

  private ImageSources() {}

  /**
   * Return a source that asks several in turn: the next one only when an image is not in those
   * before. Every other failure stops. Closing it closes them all.
   *
   * @param sources the sources, at least one
   * @throws IllegalArgumentException if there are none
   */
  public static ImageSource firstOf(ImageSource... sources) {
    return firstOf(List.of(sources));
  }

  /**
   * Return a source that asks several in turn.
   *
   * @param sources the sources, at least one
   * @throws IllegalArgumentException if there are none
   * @see #firstOf(ImageSource...)
   */
  public static ImageSource firstOf(List<? extends ImageSource> sources) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no image sources were given");
    }
    return new FirstOfSources(List.copyOf(sources));
  }
}
