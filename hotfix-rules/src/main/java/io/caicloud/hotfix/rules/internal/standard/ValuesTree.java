package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.finding.Location;
import io.caicloud.hotfix.finding.TextRange;
import io.caicloud.hotfix.values.AddonValues;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.List;

/**
 * The values of an addon as a tree whose places are known.
 *
 * @param values the values
 * @param root the root of their document
 * @param packed whether they belong to a hotfix that is going to be packed, so that what real files
 *     of other times have is no excuse
 * @param variables the variables in all texts, in the order of the text
 * @param images the images of all containers, those that initialize first in each controller
 */
public record ValuesTree(
    AddonValues values,
    YamlNode root,
    boolean packed,
    List<PlacedVariable> variables,
    List<ContainerImage> images) {

  /**
   * Look through a tree.
   *
   * @param values the values
   * @param root the root of their document
   * @param packed whether they belong to a hotfix that is going to be packed
   */
  public ValuesTree(AddonValues values, YamlNode root, boolean packed) {
    this(values, root, packed, PlacedVariable.all(values.document()), ContainerImage.all(root));
  }

  YamlDocument document() {
    return values.document();
  }

  List<YamlNode> controllers() {
    return controllers(root);
  }

  static List<YamlNode> controllers(YamlNode root) {
    return Nodes.list(root, "_config", "controllers");
  }

  Location place(YamlNode node) {
    return document().location(node);
  }

  Location place(PlacedVariable placed) {
    return place(placed.scalar(), placed.variable().start(), placed.variable().end());
  }

  /** Return the place of a part of a scalar's value. */
  Location place(YamlScalar scalar, int start, int end) {
    TextRange range = document().text(scalar).range(start, end);
    return new Location(document().file(), range, scalar.pointer());
  }
}
