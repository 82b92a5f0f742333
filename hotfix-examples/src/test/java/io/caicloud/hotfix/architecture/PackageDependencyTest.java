package io.caicloud.hotfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the core may import only those that stand below them; see docs/adr. */
final class PackageDependencyTest {

  private static final String BASE = "io.caicloud.hotfix";

  /** Each package of the core with the packages it may import, lowest first. */
  private static final Map<String, Set<String>> ALLOWED = new LinkedHashMap<>();

  static {
    ALLOWED.put("finding", Set.of());
    ALLOWED.put("internal.io", Set.of("finding"));
    ALLOWED.put("internal.tar", Set.of());
    ALLOWED.put("internal.registry", Set.of("finding"));
    ALLOWED.put("yaml", Set.of("finding"));
    ALLOWED.put("spec", Set.of("finding", "yaml"));
    ALLOWED.put("values", Set.of("spec", "yaml", "finding"));
    ALLOWED.put("tree", Set.of("values", "spec", "yaml", "finding"));
    ALLOWED.put("rule", Set.of("values", "spec", "yaml", "finding"));
    ALLOWED.put(
        "image", Set.of("spec", "finding", "internal.io", "internal.registry", "internal.tar"));
    ALLOWED.put(
        "archive",
        Set.of("image", "values", "spec", "rule", "finding", "internal.io", "internal.tar"));
    ALLOWED.put("release", Set.of("archive", "image", "spec", "finding", "internal.io"));
    ALLOWED.put("process", Set.of("release", "tree", "values", "image", "spec", "yaml", "finding"));
  }

  static Set<String> restrictedPackages() {
    return ALLOWED.keySet();
  }

  @ParameterizedTest
  @MethodSource("restrictedPackages")
  void imports_only_what_the_table_names(String name) {
    importsOnly(name, ALLOWED.get(name)).allowEmptyShould(true).check(core().classes());
  }

  @Test
  void names_every_package_of_the_core() {
    Set<String> packages = new TreeSet<>();
    core().classes().forEach(type -> packages.add(type.getPackageName()));
    packages.remove("");
    packages.remove(BASE);

    assertThat(packages)
        .isSubsetOf(ALLOWED.keySet().stream().map(name -> BASE + "." + name).toList());
  }

  @Test
  void has_no_cycle_between_packages() {
    for (PublishedModule module : PublishedModule.all()) {
      slices()
          .matching(BASE + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(module.classes());
    }
  }

  @Test
  void keeps_the_oss_sdk_in_its_own_module() {
    for (PublishedModule module : PublishedModule.all()) {
      if (!module.name().equals(BASE + ".oss")) {
        // The benchmark measures the SDK itself.
        noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".examples.bench")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.aliyun..", "com.aliyuncs..")
            .check(module.classes());
      }
    }
  }

  @Test
  void leaves_internal_packages_to_their_own_module() {
    for (PublishedModule module : PublishedModule.all()) {
      Set<String> own = new TreeSet<>();
      module.classes().forEach(type -> own.add(type.getPackageName()));
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are internal to another module",
                  (JavaClass type) ->
                      type.getPackageName().startsWith(BASE)
                          && type.getPackageName().contains(".internal")
                          && !own.contains(type.getPackageName())))
          .check(module.classes());
    }
  }

  @Test
  void finds_an_import_that_the_table_does_not_name() {
    JavaClasses classes = new ClassFileImporter().importPackages(BASE + ".architecture.violation");

    assertThatThrownBy(
            () -> importsOnly("architecture.violation", Set.of("finding")).check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(1 times)")
        .hasMessageContaining("HotfixVersion");
  }

  private static ArchRule importsOnly(String name, Set<String> allowed) {
    List<String> packages = allowed.stream().map(other -> BASE + "." + other).toList();
    return noClasses()
        .that()
        .resideInAPackage(BASE + "." + name)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are in packages other than " + allowed,
                (JavaClass type) ->
                    type.getPackageName().startsWith(BASE)
                        && !type.getPackageName().equals(BASE + "." + name)
                        && !packages.contains(type.getPackageName())));
  }

  private static PublishedModule core() {
    return PublishedModule.all().stream()
        .filter(module -> module.name().equals(BASE + ".core"))
        .findFirst()
        .orElseThrow();
  }
}
