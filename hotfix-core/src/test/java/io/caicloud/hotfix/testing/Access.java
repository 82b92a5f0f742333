package io.caicloud.hotfix.testing;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody wants to do, or may do, with a repository (Docker's token authentication, "Resource
 * scope").
 *
 * @param repository the repository
 * @param actions {@code pull}, {@code push}
 */
record Access(String repository, Set<String> actions) {

  static final Set<String> PULL = Set.of("pull");
  static final Set<String> PUSH = Set.of("pull", "push");

  Access {
    actions = Set.copyOf(actions);
  }

  /** Return a scope such as {@code repository:release/web:pull,push}; others allow nothing. */
  static Access parse(String scope) {
    int first = scope.indexOf(':');
    int last = scope.lastIndexOf(':');
    if (last <= first || !scope.startsWith("repository:")) {
      return new Access("", Set.of());
    }
    return new Access(
        scope.substring(first + 1, last), Set.of(scope.substring(last + 1).split(",", -1)));
  }

  boolean covers(Access wanted) {
    return repository.equals(wanted.repository) && actions.containsAll(wanted.actions);
  }

  Access onlyFrom(Set<String> allowed) {
    return new Access(
        repository,
        actions.stream().filter(allowed::contains).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public String toString() {
    return "repository:" + repository + ":" + String.join(",", new TreeSet<>(actions));
  }
}
