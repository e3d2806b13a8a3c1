package org.postroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The dependencies the design forbids; see {@link ArchitectureRules}. */
class ArchitectureTest {
  private static JavaClasses postroom;

  @BeforeAll
  static void read() {
    postroom =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.postroom");
  }

  @Test
  void everyModuleIsRead() {
    for (String module :
        List.of("contract", "kit", "gateway", "directory", "maildomain", "embedded", "local")) {
      assertThat(postroom)
          .as(module)
          .anyMatch(type -> type.getPackageName().startsWith("org.postroom." + module));
    }
    assertThat(postroom).noneMatch(type -> type.getPackageName().contains(".broken"));
  }

  @TestFactory
  Stream<DynamicTest> postroomKeepsEachRule() {
    return ArchitectureRules.all().stream()
        .map(guarded -> DynamicTest.dynamicTest(guarded.text(), () -> guarded.check(postroom)));
  }

  @TestFactory
  Stream<DynamicTest> eachRuleNoticesWhatBreaksIt() {
    return ArchitectureRules.all().stream()
        .map(
            guarded ->
                DynamicTest.dynamicTest(
                    guarded.text(),
                    () -> {
                      assertThat(guarded.breakers()).isNotEmpty();
                      for (Class<?> breaker : guarded.breakers()) {
                        assertThat(guarded.isBrokenBy(breaker)).as(breaker.getName()).isTrue();
                      }
                    }));
  }
}
