package io.caicloud.hotfix.image;

import io.caicloud.hotfix.finding.HotfixException;
import io.caicloud.hotfix.internal.registry.Repository;
import io.caicloud.hotfix.spec.ImageReference;
import java.util.List;
import java.util.Map;

/**
 * Which project of which registry each placeholder stands for.
 *
 * @param projects the projects by placeholder
 */
record SourceProjects(Map<String, Repository> projects) {

  SourceProjects {
    projects = Map.copyOf(projects);
  }

  /** Read a project such as {@code registry.example/devops_release}. */
  static Repository parse(String text) {
    List<String> parts = List.of(text.split("/", 2));
    if (parts.size() < 2 || !Repository.isHost(parts.get(0)) || !Repository.isName(parts.get(1))) {
      throw new HotfixException("invalid-project", Texts.message("invalid-project", text));
    }
    return new Repository(parts.get(0), parts.get(1));
  }

  /** Return where an image is. */
  ImageOrigin origin(ImageReference reference) {
    Repository project = projects.get(reference.placeholder());
    if (project == null) {
      throw Failures.about(
          reference,
          new HotfixException(
              Failures.MISSING, Texts.message("no-project", reference.placeholder())));
    }
    String name = project.name() + "/" + reference.repository();
    if (!Repository.isName(name)) {
      throw Failures.about(reference, Failures.unsupported("long-name", name));
    }
    return new ImageOrigin(reference, new Repository(project.host(), name));
  }

  /** Return the projects. */
  @Override
  public String toString() {
    return String.join(
        ", ", projects.values().stream().map(Repository::toString).sorted().toList());
  }
}
