package io.caicloud.hotfix.rules.internal.standard;

import io.caicloud.hotfix.rules.internal.standard.Variables.Variable;
import io.caicloud.hotfix.yaml.YamlDocument;
import io.caicloud.hotfix.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A variable in a value of a document.
 *
 * @param scalar the value
 * @param variable the variable, with its place in the value
 */
record PlacedVariable(YamlScalar scalar, Variable variable) {

  /** Return the variables in all values of a document, in the order of the text. */
  static List<PlacedVariable> all(YamlDocument document) {
    List<PlacedVariable> found = new ArrayList<>();
    for (YamlScalar scalar : document.bracketed()) {
      for (Variable variable : Variables.in(scalar.value())) {
        found.add(new PlacedVariable(scalar, variable));
      }
    }
    return found;
  }

  /** Return the variable as it is written. */
  String text() {
    return scalar.value().substring(variable.start(), variable.end());
  }
}
