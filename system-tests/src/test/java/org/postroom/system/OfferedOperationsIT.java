package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.ValidRequests;

/** Every operation of the table has a handler, and the README names it. */
@OnSharedSystem
class OfferedOperationsIT {
  @Test
  void everyOperationHasAHandler(RunningSystem.System system) {
    String organization = system.activeOrganization(system.client());
    for (Operation<?, ?> operation : OperationTable.all()) {
      Map<String, Object> request = ValidRequests.minimal(operation.requestType());
      request.computeIfPresent("OrganizationId", (member, value) -> organization);
      SignedCall.Answer answer = system.signedCall().send(operation.name(), Json.write(request));
      assertThat(answer.status()).as(operation.name()).isIn(200, 400);
    }
  }

  @Test
  void theReadmeSaysSo() throws IOException {
    List<String> names = OperationTable.all().stream().map(Operation::name).toList();
    Set<String> written = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
      String[] cells = line.split("\\|", -1);
      List<String> operations = cells.length == 4 ? operations(cells[2]) : List.of();
      if (operations.stream().anyMatch(names::contains)) {
        written.addAll(operations);
      }
    }
    assertThat(written).containsExactlyInAnyOrderElementsOf(names);
  }

  private static List<String> operations(String cell) {
    return Pattern.compile("\\b[A-Z]\\w+").matcher(cell).results().map(MatchResult::group).toList();
  }
}
