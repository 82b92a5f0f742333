package io.caicloud.hotfix.values;

import static java.util.Objects.requireNonNull;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.Optional;

/**
 * An image that values name, in the words of the values. It need not be a right one: an {@code
 * image} without tag, with a blank or with a registry written out is found as well.
 *
 * @param text the image as it is written, such as <code>[[ registry_release ]]/portal-web:v3.4.2
 *     </code>
 * @param range where it stands; for a container's image the scalar with its quotes
 * @param scalar the scalar that holds it, maybe among other text
 * @param place what kind of scalar that is
 */
public record FoundImage(String text, TextRange range, YamlScalar scalar, Place place) {

  /** Where images hide. */
  public enum Place {
    /** The {@code image} of a container. */
    CONTAINER,
    /** The {@code image} of an init container. */
    INIT_CONTAINER,
    /** A value in {@code env}. */
    ENV,
    /** An item of {@code args} or {@code command}. */
    ARGS,
    /** A value of a configuration's {@code data}. */
    CONFIG,
    /** Any other text. */
    OTHER
  }

  /** Checks that all parts are there. */
  public FoundImage {
    requireNonNull(text, "text");
    requireNonNull(range, "range");
    requireNonNull(scalar, "scalar");
    requireNonNull(place, "place");
  }

  /** Return the JSON pointer of the scalar. */
  public String pointer() {
    return scalar.pointer();
  }

  /** Return the reference; nothing if the text is none, so that no tool can pack it. */
  public Optional<ImageReference> reference() {
    try {
      return Optional.of(ImageReference.parse(text));
    } catch (HotfixException e) {
      return Optional.empty();
    }
  }
}
