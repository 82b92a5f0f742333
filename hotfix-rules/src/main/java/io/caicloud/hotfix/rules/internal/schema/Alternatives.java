package io.caicloud.hotfix.rules.internal.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Picks, where a schema allows one of several forms and none fits, the form that the author most
 * likely meant, so that the complaints of the others are not heard.
 */
final class Alternatives {

  private Alternatives() {}

  /** Return what remains: each inner list is one objection, of one error or of several ways out. */
  static List<List<Error>> likeliest(List<Error> errors) {
    return likeliest(errors, 0);
  }

  private static List<List<Error>> likeliest(List<Error> errors, int from) {
    List<List<Error>> kept = new ArrayList<>();
    Map<String, List<Error>> choices = new LinkedHashMap<>();
    for (Error error : errors) {
      int fork = fork(error.getEvaluationPath(), from);
      if (fork >= 0) {
        choices.computeIfAbsent(key(error, fork), k -> new ArrayList<>()).add(error);
      } else if (!error.getMessageKey().equals("oneOf")) {
        // "oneOf" alone says that no branch holds; the branches say why.
        kept.add(List.of(error));
      }
    }
    choices.values().forEach(choice -> kept.addAll(choose(choice, from)));
    return kept;
  }

  /** Return the position of the first anyOf or oneOf that has a branch behind it, or -1. */
  private static int fork(NodePath path, int from) {
    for (int i = from; i < path.getNameCount() - 1; i++) {
      String name = String.valueOf(path.getElement(i));
      if ((name.equals("anyOf") || name.equals("oneOf"))
          && path.getElement(i + 1) instanceof Integer) {
        return i;
      }
    }
    return -1;
  }

  /** Return what tells two forks apart: the keyword's place, and the node it was applied to. */
  private static String key(Error error, int fork) {
    NodePath path = error.getEvaluationPath();
    StringBuilder key = new StringBuilder();
    int steps = 0;
    for (int i = 0; i <= fork; i++) {
      String name = String.valueOf(path.getElement(i));
      key.append(name).append(' ');
      boolean named = i > 0 && consumes(String.valueOf(path.getElement(i - 1)));
      if (named || name.equals("items") || name.equals(Complaint.UNKNOWN)) {
        steps++;
      }
    }
    NodePath node = error.getInstanceLocation();
    for (int i = 0; i < Math.min(steps, node.getNameCount()); i++) {
      key.append('/').append(node.getElement(i));
    }
    return key.toString();
  }

  private static boolean consumes(String keyword) {
    return keyword.equals("properties") || keyword.equals("patternProperties");
  }

  private static List<List<Error>> choose(List<Error> errors, int from) {
    int fork = fork(errors.get(0).getEvaluationPath(), from);
    int depth =
        errors.stream().mapToInt(e -> e.getInstanceLocation().getNameCount()).min().orElse(0);
    Map<Integer, List<Error>> branches = new TreeMap<>();
    for (Error error : errors) {
      int branch = (Integer) error.getEvaluationPath().getElement(fork + 1);
      branches.computeIfAbsent(branch, b -> new ArrayList<>()).add(error);
    }
    boolean sameFailure =
        branches.values().stream().allMatch(b -> wrongType(b, depth))
            || branches.values().stream().allMatch(Alternatives::onlyMissing);
    if (sameFailure) {
      return List.of(branches.values().stream().map(b -> b.get(0)).toList());
    }
    for (List<Error> branch : branches.values()) {
      if (!wrongType(branch, depth)) {
        return likeliest(branch, fork + 2);
      }
    }
    return likeliest(errors, fork + 2);
  }

  private static boolean wrongType(List<Error> branch, int depth) {
    return branch.stream()
        .anyMatch(
            e ->
                e.getKeyword().equals(Complaint.TYPE)
                    && e.getInstanceLocation().getNameCount() == depth);
  }

  private static boolean onlyMissing(List<Error> branch) {
    return branch.stream().allMatch(e -> e.getKeyword().equals(Complaint.MISSING));
  }
}
