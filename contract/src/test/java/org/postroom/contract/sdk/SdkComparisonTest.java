package org.postroom.contract.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;

/**
 * Operations, members, types, enums, tokens and errors are those of the AWS SDK; constraints and
 * required members are those of the model it is made from.
 */
class SdkComparisonTest {
  @TestFactory
  Stream<DynamicTest> eachOperationIsTheSdks() {
    return OperationTable.all().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.name(),
                    () -> {
                      Set<String> sdk = SdkFacts.of(operation.name());
                      Set<String> ours = ContractFacts.of(operation);
                      assertThat(minus(sdk, ours))
                          .as("only the SDK has")
                          .isSubsetOf(DeliberateDifferences.ONLY_SDK.keySet());
                      assertThat(minus(ours, sdk))
                          .as("only the contract has")
                          .isSubsetOf(DeliberateDifferences.ONLY_HERE.keySet());
                    }));
  }

  @Test
  void everyOperationOfTheSdkIsOfferedOrLeftOutOnPurpose() {
    Set<String> names = new TreeSet<>(DeliberateDifferences.OPERATIONS.keySet());
    OperationTable.all().forEach(operation -> names.add(operation.name()));
    assertThat(names)
        .isEqualTo(SdkFacts.operations().keySet())
        .hasSize(OperationTable.all().size() + DeliberateDifferences.OPERATIONS.size());
    assertThat(OperationTable.all()).hasSize(84);
  }

  @Test
  void constraintsAreTheModels() throws IOException {
    Set<String> model = new TreeSet<>();
    try (InputStream in = getClass().getResourceAsStream("model-constraints.txt")) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(model::add);
    }
    Set<String> ours = ContractConstraints.facts();
    assertThat(minus(model, ours)).as("only the model has").isEmpty();
    assertThat(minus(ours, model))
        .as("only the contract has")
        .isEqualTo(DeliberateDifferences.ONLY_CONSTRAINED_HERE.keySet());
  }

  @Test
  void noDeliberateDifferenceIsOutOfDate() {
    Set<String> onlySdk = new TreeSet<>();
    Set<String> onlyHere = new TreeSet<>();
    for (Operation<?, ?> operation : OperationTable.all()) {
      Set<String> sdk = SdkFacts.of(operation.name());
      Set<String> ours = ContractFacts.of(operation);
      onlySdk.addAll(minus(sdk, ours));
      onlyHere.addAll(minus(ours, sdk));
    }
    assertThat(onlySdk).containsAll(DeliberateDifferences.ONLY_SDK.keySet());
    assertThat(onlyHere).containsAll(DeliberateDifferences.ONLY_HERE.keySet());
  }

  private static Set<String> minus(Collection<String> all, Collection<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
