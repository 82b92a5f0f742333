package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.rules.internal.standard.Variables.Variable;
import io.caicloud.hotfix.yaml.YamlEntry;
import io.caicloud.hotfix.yaml.YamlMapping;
import io.caicloud.hotfix.yaml.YamlNode;
import io.caicloud.hotfix.yaml.YamlScalar;
import io.caicloud.hotfix.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A variable in a value of a tree.
 *
 * @param scalar the value
 * @param variable the variable, with its place in the value
 */
record PlacedVariable(YamlScalar scalar, Variable variable) {

  /** Return the variables in all values of a tree, in the order of the text. */
  static List<PlacedVariable> all(YamlNode root) {
    List<PlacedVariable> found = new ArrayList<>();
    collect(root, found);
    return found;
  }

  private static void collect(YamlNode node, List<PlacedVariable> found) {
    if (node instanceof YamlScalar scalar) {
      for (Variable variable : Variables.in(scalar.value())) {
        found.add(new PlacedVariable(scalar, variable));
      }
    } else if (node instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        collect(item, found);
      }
    } else if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        collect(entry.value(), found);
      }
    }
  }

  /** Return the variable as it is written. */
  String text() {
    return scalar.value().substring(variable.start(), variable.end());
  }
}
