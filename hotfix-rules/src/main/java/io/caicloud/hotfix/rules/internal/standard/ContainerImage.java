package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.rules.internal.standard.Variables.Variable;
import io.caicloud.hotfix.spec.ImageReference;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code image} of a container, and what is wrong with it.
 *
 * @param scalar the text
 * @param problem what is wrong, {@link Problem#NONE} if nothing is
 */
record ContainerImage(YamlScalar scalar, Problem problem) {

  /** What may be wrong with an image. */
  enum Problem {
    /** Nothing. */
    NONE,
    /** A variable in it is badly formed or of the build: rules of their own say so. */
    VARIABLE,
    /** It does not start with a variable, so it is the same at every site. */
    HARD_CODED,
    /** It starts with the name that the variables had before the middle of 2018. */
    OLD_NAME,
    /** It starts with a variable that is no registry's project. */
    OTHER_NAME,
    /** There is a blank in it. */
    BLANK,
    /** It has no tag. */
    NO_TAG,
    /** Its tag moves. */
    LATEST,
    /** It has another form. */
    FORM
  }

  private static final Pattern REGISTRY =
      Pattern.compile("\\[\\[ (registry_release|registry_library) \\]\\](/.+)?", Pattern.DOTALL);
  private static final Pattern OLD_REGISTRY =
      Pattern.compile("\\[\\[ g_registry_prefix_(release|library) \\]\\].*", Pattern.DOTALL);

  /** Return the images of all containers, those that initialize first in each controller. */
  static List<ContainerImage> all(YamlNode root) {
    List<ContainerImage> images = new ArrayList<>();
    for (YamlNode controller : ValuesTree.controllers(root)) {
      for (YamlNode container : Nodes.allContainers(controller)) {
        Nodes.scalar(container, "image").map(ContainerImage::of).ifPresent(images::add);
      }
    }
    return images;
  }

  static ContainerImage of(YamlScalar scalar) {
    return new ContainerImage(scalar, problem(scalar.value()));
  }

  static Problem problem(String image) {
    for (Variable variable : Variables.in(image)) {
      boolean misformed = !variable.wellFormed() && Variables.KNOWN.contains(variable.name());
      if (misformed || variable.isBuildTime()) {
        return Problem.VARIABLE;
      }
    }
    String text = image.strip();
    if (!text.startsWith("[[")) {
      return Problem.HARD_CODED;
    }
    Matcher registry = REGISTRY.matcher(text);
    if (registry.matches()) {
      return tagProblem(image, registry.group(2));
    }
    return OLD_REGISTRY.matcher(text).matches() ? Problem.OLD_NAME : Problem.OTHER_NAME;
  }

  private static Problem tagProblem(String image, String path) {
    String name = path == null ? "" : path;
    if (!image.equals(image.strip()) || name.chars().anyMatch(Character::isWhitespace)) {
      return Problem.BLANK;
    }
    if (name.indexOf(':') < 0) {
      return Problem.NO_TAG;
    }
    if (name.endsWith(":latest")) {
      return Problem.LATEST;
    }
    try {
      ImageReference.parse(image);
      return Problem.NONE;
    } catch (HotfixException e) {
      return Problem.FORM;
    }
  }

  /** Return the tag, if the image has the right form. */
  Optional<String> tag() {
    return problem == Problem.NONE || problem == Problem.LATEST
        ? Optional.of(scalar.value().substring(scalar.value().lastIndexOf(':') + 1))
        : Optional.empty();
  }
}
