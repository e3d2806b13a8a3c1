package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PolicyOperations;

/** Holds the errors that calls are refused with against what their operations declare. */
final class PolicyErrors {
  /** Shown for every operation in {@link OrganizationErrorsIT}. */
  private static final Set<ErrorCode> OF_ANY_REQUEST =
      Set.of(
          ErrorCode.INVALID_PARAMETER,
          ErrorCode.ORGANIZATION_NOT_FOUND,
          ErrorCode.ORGANIZATION_STATE);

  private PolicyErrors() {}

  /**
   * Each case is refused as its name says, and every error that these operations declare is shown.
   *
   * @param operations a pattern of their names
   * @param cases operation and error, and after a comma what is special about the case
   */
  static void assertShown(String operations, Map<String, Runnable> cases) {
    Set<String> declared =
        PolicyOperations.ALL.stream()
            .filter(operation -> operation.name().matches(operations))
            .flatMap(
                operation ->
                    operation.errors().stream()
                        .filter(error -> !OF_ANY_REQUEST.contains(error))
                        .map(error -> name(operation, error)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown =
        cases.keySet().stream()
            .map(name -> name.split(",")[0])
            .filter(name -> !name.endsWith(" InvalidParameter"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown).isEqualTo(declared);
    List<String> wrong = new ArrayList<>();
    cases.forEach(
        (name, call) -> {
          String answer = answer(call);
          if (!answer.equals(name.split("[ ,]")[1])) {
            wrong.add(name + " gave " + answer);
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String name(Operation<?, ?> operation, ErrorCode error) {
    return operation.name() + " " + error.wireName().replaceFirst("Exception$", "");
  }
}
