package io.caicloud.hotfix.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the public types of exported packages must be like. */
final class ApiRules {

  private ApiRules() {}

  /** Return whether a user can name this type: it and all types around it are public. */
  static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ApiRules::isVisible).orElse(true);
  }

  /**
   * Return the condition that a type shows nothing but the JDK and public types of the given
   * packages: in fields, parameters, results, exceptions, supertypes, bounds and type arguments.
   */
  static ArchCondition<JavaClass> showOnlyTheJdkAnd(Set<String> packages) {
    return new ArchCondition<>("show only the JDK and exported packages") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaClass shown : shownBy(type)) {
          JavaClass element = shown.getBaseComponentType();
          boolean allowed =
              element.isPrimitive()
                  || element.getPackageName().startsWith("java.")
                  || element.getPackageName().startsWith("javax.net.")
                  || (packages.contains(element.getPackageName()) && isVisible(element));
          if (!allowed) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getName() + " shows " + element.getName()));
          }
        }
      }
    };
  }

  /** Return the condition that nobody extends a type by accident. */
  static ArchCondition<JavaClass> beFinalOrMeantForExtension() {
    return new ArchCondition<>("be final, abstract, an interface, an enum or an exception") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.isInterface()
                || type.isEnum()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.isAssignableTo(Throwable.class);
        if (!closed) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is open"));
        }
      }
    };
  }

  private static Collection<JavaClass> shownBy(JavaClass type) {
    List<JavaType> shown = new ArrayList<>();
    type.getSuperclass().ifPresent(shown::add);
    shown.addAll(type.getInterfaces());
    type.getTypeParameters().forEach(parameter -> shown.addAll(parameter.getUpperBounds()));
    type.getFields().stream().filter(ApiRules::isShown).map(JavaField::getType).forEach(shown::add);
    type.getCodeUnits().stream()
        .filter(ApiRules::isShown)
        .forEach(method -> shown.addAll(shownBy(method)));
    return shown.stream()
        .flatMap(each -> each.getAllInvolvedRawTypes().stream())
        .distinct()
        .toList();
  }

  private static List<JavaType> shownBy(JavaCodeUnit method) {
    List<JavaType> shown = new ArrayList<>(method.getParameterTypes());
    shown.add(method.getReturnType());
    shown.addAll(method.getExceptionTypes());
    method.getTypeParameters().forEach(parameter -> shown.addAll(parameter.getUpperBounds()));
    return shown;
  }

  private static boolean isShown(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC)
            || (modifiers.contains(JavaModifier.PROTECTED)
                && !member.getOwner().getModifiers().contains(JavaModifier.FINAL)));
  }
}
