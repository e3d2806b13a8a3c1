package org.postroom.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule with the fixtures that must break it: a rule that no class can break guards nothing.
 *
 * @param text what the rule says
 * @param rule the rule
 * @param breakers fixtures, each of which breaks it alone
 */
record GuardedRule(String text, ArchRule rule, List<Class<?>> breakers) {

  static GuardedRule of(String text, ArchRule rule, Class<?>... breakers) {
    return new GuardedRule(text, rule.as(text), List.of(breakers));
  }

  void check(JavaClasses classes) {
    rule.check(classes);
  }

  boolean isBrokenBy(Class<?> breaker) {
    return rule.evaluate(new ClassFileImporter().importClasses(breaker)).hasViolation();
  }
}
