package io.caicloud.hotfix.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.caicloud.hotfix.architecture.violation.OpenClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users see is what was meant for them. */
final class PublicApiTest {

  private static final String FIXTURES = "io.caicloud.hotfix.testing";

  static List<PublishedModule> modules() {
    return PublishedModule.all();
  }

  @Test
  void finds_the_four_modules() {
    assertThat(modules())
        .extracting(PublishedModule::name)
        .containsExactlyInAnyOrder(
            "io.caicloud.hotfix.core",
            "io.caicloud.hotfix.rules",
            "io.caicloud.hotfix.oss",
            "io.caicloud.hotfix.examples");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void shows_no_type_of_another_library(PublishedModule module) {
    Set<String> exports = PublishedModule.allExports();
    api(module.exports(), ApiRules.showOnlyTheJdkAnd(exports)).check(module.classes());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void leaves_no_class_open_by_accident(PublishedModule module) {
    api(module.exports(), ApiRules.beFinalOrMeantForExtension()).check(module.classes());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void exports_every_package_with_public_types_but_internal_ones(PublishedModule module) {
    if (module.name().equals("io.caicloud.hotfix.examples")) {
      assertThat(module.exports()).as("an application has no API").isEmpty();
      return;
    }
    Set<String> open = new TreeSet<>();
    for (JavaClass type : module.classes()) {
      if (ApiRules.isVisible(type) && !type.getPackageName().contains(".internal")) {
        open.add(type.getPackageName());
      }
    }
    assertThat(module.exports()).isEqualTo(open);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void marks_every_exported_package_for_null_checks(PublishedModule module) {
    for (String name : module.exports()) {
      JavaClass packageInfo = module.classes().get(name + ".package-info");
      assertThat(packageInfo.isAnnotatedWith(NullMarked.class)).as(name).isTrue();
    }
  }

  @Test
  void keeps_the_fixtures_to_the_api_as_well() {
    Set<String> exports = new TreeSet<>(PublishedModule.allExports());
    exports.add(FIXTURES);
    exports.add("org.assertj.core.api");
    JavaClasses fixtures = new ClassFileImporter().importPackages(FIXTURES);

    api(Set.of(FIXTURES), ApiRules.showOnlyTheJdkAnd(exports)).check(fixtures);
    api(Set.of(FIXTURES), ApiRules.beFinalOrMeantForExtension()).check(fixtures);
  }

  @Test
  void finds_every_way_in_which_a_signature_shows_a_foreign_type() {
    String violations = OpenClass.class.getPackageName();
    JavaClasses classes = new ClassFileImporter().importPackages(violations);

    assertThatThrownBy(
            () ->
                api(Set.of(violations), ApiRules.showOnlyTheJdkAnd(Set.of(violations)))
                    .check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(9 times)")
        .hasMessageContaining("ShowsField shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsParameter shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsResult shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsTypeArgument shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsBound shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsException shows org.opentest4j.TestAbortedException")
        .hasMessageContaining("ShowsSupertype shows org.opentest4j.TestAbortedException")
        .hasMessageContaining("ShowsArray shows org.assertj.core.data.Index")
        .hasMessageContaining("ShowsHiddenType shows " + violations + ".HiddenType");
  }

  @Test
  void finds_a_class_left_open() {
    JavaClasses classes = new ClassFileImporter().importClasses(OpenClass.class);

    assertThatThrownBy(
            () ->
                api(Set.of(OpenClass.class.getPackageName()), ApiRules.beFinalOrMeantForExtension())
                    .check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("OpenClass is open");
  }

  private static ArchRule api(Set<String> exports, ArchCondition<JavaClass> condition) {
    return classes()
        .that(
            DescribedPredicate.describe(
                "a user can name",
                (JavaClass type) ->
                    exports.contains(type.getPackageName()) && ApiRules.isVisible(type)))
        .should(condition)
        .allowEmptyShould(true);
  }
}
