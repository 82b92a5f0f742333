package io.caicloud.hotfix.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A module of this project as its users get it.
 *
 * @param descriptor what its {@code module-info} says
 * @param classes its compiled classes
 */
record PublishedModule(ModuleDescriptor descriptor, JavaClasses classes) {

  private static final String PREFIX = "io.caicloud.hotfix.";
  private static final String DESCRIPTOR = "module-info.class";
  private static final List<PublishedModule> ALL = readAll();

  /** Return every module of this project on the class path. */
  static List<PublishedModule> all() {
    return ALL;
  }

  /** Return the packages that users of any module see. */
  static Set<String> allExports() {
    Set<String> exports = new TreeSet<>();
    all().forEach(module -> exports.addAll(module.exports()));
    return exports;
  }

  /** Return the packages that users of this module see. */
  Set<String> exports() {
    Set<String> exports = new TreeSet<>();
    descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .forEach(export -> exports.add(export.source()));
    return exports;
  }

  String name() {
    return descriptor.name();
  }

  @Override
  public String toString() {
    return name();
  }

  private static List<PublishedModule> readAll() {
    List<PublishedModule> modules = new ArrayList<>();
    try {
      ClassLoader loader = PublishedModule.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources(DESCRIPTOR))) {
        ModuleDescriptor descriptor = read(url);
        if (descriptor.name().startsWith(PREFIX)) {
          URI root = URI.create(url.toString().replace(DESCRIPTOR, ""));
          modules.add(
              new PublishedModule(descriptor, new ClassFileImporter().importUrl(root.toURL())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(modules);
  }

  private static ModuleDescriptor read(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return ModuleDescriptor.read(in);
    }
  }
}
