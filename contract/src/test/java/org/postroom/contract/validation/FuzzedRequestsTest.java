package org.postroom.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;

/** The generator makes what it says, for every operation. */
class FuzzedRequestsTest {
  private static final int INPUTS = 100;

  @Test
  void theSameSeedMakesTheSameBodies() {
    assertThat(bodies(7)).isEqualTo(bodies(7)).isNotEqualTo(bodies(8));
  }

  @Test
  void everyOperationGetsBodiesThatPassAndBodiesThatDoNot() {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      Set<String> neverValid = new TreeSet<>();
      for (Operation<?, ?> operation : OperationTable.all()) {
        FuzzedRequests requests = new FuzzedRequests(new Random(1), (row, member) -> List.of());
        int valid = 0;
        for (int i = 0; i < INPUTS; i++) {
          valid += isValid(validator, operation, requests.next(operation)) ? 1 : 0;
        }
        assertThat(valid).as(operation.name()).isLessThan(INPUTS);
        if (valid < INPUTS / 5) {
          neverValid.add(operation.name() + ' ' + valid);
        }
      }
      assertThat(neverValid).isEmpty();
    }
  }

  private static boolean isValid(Validator validator, Operation<?, ?> operation, String body) {
    Object request;
    try {
      request = Json.mapper().readValue(body, operation.requestType());
    } catch (JsonProcessingException e) {
      return false;
    }
    return request != null && validator.validate(request).isEmpty();
  }

  private static List<String> bodies(long seed) {
    FuzzedRequests requests = new FuzzedRequests(new Random(seed), (row, member) -> List.of());
    List<String> bodies = new ArrayList<>();
    OperationTable.all().forEach(operation -> bodies.add(requests.next(operation)));
    return bodies;
  }
}
