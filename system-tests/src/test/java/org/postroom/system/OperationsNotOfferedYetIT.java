package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.ValidRequests;

/**
 * The one list of operations that are declared but have no handler yet. Each answers a valid
 * request with status 501 and InternalFailure naming it; every other operation of the table answers
 * otherwise. An operation that gets its handler leaves the list.
 */
@ExtendWith(RunningSystem.class)
class OperationsNotOfferedYetIT {
  private static final List<String> NOT_OFFERED_YET =
      List.of(
          "CancelMailboxExportJob",
          "DescribeMailboxExportJob",
          "ListMailboxExportJobs",
          "StartMailboxExportJob");

  @Test
  void exactlyTheListedOperationsHaveNoHandler(RunningSystem.System system) {
    String organization = system.activeOrganization(system.client());
    List<String> withoutHandler = new ArrayList<>();
    for (Operation<?, ?> operation : OperationTable.all()) {
      Map<String, Object> request = ValidRequests.minimal(operation.requestType());
      request.computeIfPresent("OrganizationId", (member, value) -> organization);
      SignedCall.Answer answer = system.signedCall().send(operation.name(), Json.write(request));
      if (answer.status() == 501) {
        assertThat(answer.body().get("__type").asText()).isEqualTo("InternalFailure");
        assertThat(answer.body().get("message").asText())
            .isEqualTo(operation.name() + " is not offered yet by this installation");
        withoutHandler.add(operation.name());
      } else {
        assertThat(answer.status()).as(operation.name()).isIn(200, 400);
      }
    }
    assertThat(withoutHandler).containsExactlyInAnyOrderElementsOf(NOT_OFFERED_YET);
  }

  @Test
  void theReadmeSaysSo() throws IOException {
    Set<String> works = new TreeSet<>();
    Set<String> notYet = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5) {
        works.addAll(operations(cells[2]));
        notYet.addAll(operations(cells[3]));
      }
    }
    assertThat(notYet).containsExactlyInAnyOrderElementsOf(NOT_OFFERED_YET);
    works.addAll(notYet);
    assertThat(works)
        .containsExactlyInAnyOrderElementsOf(
            OperationTable.all().stream().map(Operation::name).toList());
  }

  private static List<String> operations(String cell) {
    return Pattern.compile("\\b[A-Z]\\w+").matcher(cell).results().map(MatchResult::group).toList();
  }
}
