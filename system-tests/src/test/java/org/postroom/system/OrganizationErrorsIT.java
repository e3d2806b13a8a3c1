package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.ValidRequests;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** What every operation refuses alike, by calls made from the operation table. */
@OnSharedSystem
class OrganizationErrorsIT {
  private static final String UNKNOWN = "m-" + "0".repeat(32);

  private RunningSystem.System system;
  private WorkMailClient workmail;
  private String id;
  private String arn;

  @BeforeEach
  void givenAnOrganization(RunningSystem.System running) {
    system = running;
    workmail = running.client();
    id = running.activeOrganization(workmail);
    arn = workmail.describeOrganization(r -> r.organizationId(id)).arn();
  }

  @Test
  void whatIsMalformed() {
    for (Operation<?, ?> operation : OperationTable.all()) {
      Map<String, Object> request = ValidRequests.minimal(operation.requestType());
      request.computeIfPresent("OrganizationId", (member, value) -> "malformed");
      request.computeIfPresent("ResourceARN", (member, value) -> "malformed");
      request.computeIfPresent("Alias", (member, value) -> "-");
      if (request.isEmpty()) {
        request.put("MaxResults", 0);
      }
      assertThat(error(call(operation, request)))
          .as(operation.name())
          .isEqualTo(
              operation.declares(ErrorCode.INVALID_PARAMETER)
                  ? "InvalidParameterException"
                  : "ValidationException");
    }
  }

  @Test
  void anUnknownOrganization() {
    for (Operation<?, ?> operation : ofOneOrganization()) {
      assertThatItIsUnknown(operation, call(operation, UNKNOWN));
    }
  }

  @Test
  void anotherAccountsOrganization() {
    for (Operation<?, ?> operation : ofOneOrganization()) {
      assertThatItIsUnknown(
          operation,
          system.strangersCall().send(operation.name(), Json.write(request(operation, id))));
    }
  }

  private static void assertThatItIsUnknown(Operation<?, ?> operation, SignedCall.Answer answer) {
    if (isOffered(answer)) {
      assertThat(error(answer))
          .as(operation.name())
          .isEqualTo(
              operation.declares(ErrorCode.ORGANIZATION_NOT_FOUND)
                  ? "OrganizationNotFoundException"
                  : "ResourceNotFoundException");
    }
  }

  @Test
  void aDeletedOrganization() {
    workmail.deleteOrganization(r -> r.organizationId(id).deleteDirectory(true));
    system.awaitState(workmail, id, "Deleted");

    for (Operation<?, ?> operation : ofOneOrganization()) {
      SignedCall.Answer answer = call(operation, id);
      if (operation.declares(ErrorCode.ORGANIZATION_STATE) && isOffered(answer)) {
        assertThat(error(answer)).as(operation.name()).isEqualTo("OrganizationStateException");
        assertThat(answer.body().get("Message").asText()).contains("state: Deleted");
      } else if (isOffered(answer)) {
        assertThat(answer.status()).as(operation.name()).isEqualTo(200);
      }
    }
  }

  private SignedCall.Answer call(Operation<?, ?> operation, String organization) {
    return call(operation, request(operation, organization));
  }

  /** The smallest valid request for this organization. */
  private Map<String, Object> request(Operation<?, ?> operation, String organization) {
    Map<String, Object> request = ValidRequests.minimal(operation.requestType());
    request.computeIfPresent("OrganizationId", (member, value) -> organization);
    request.computeIfPresent("ResourceARN", (member, value) -> arn.replace(id, organization));
    return request;
  }

  private SignedCall.Answer call(Operation<?, ?> operation, Map<String, Object> request) {
    return system.signedCall().send(operation.name(), Json.write(request));
  }

  private static List<Operation<?, ?>> ofOneOrganization() {
    return OperationTable.all().stream()
        .filter(
            operation -> {
              Map<String, Object> request = ValidRequests.minimal(operation.requestType());
              return request.containsKey("OrganizationId") || request.containsKey("ResourceARN");
            })
        .toList();
  }

  private static boolean isOffered(SignedCall.Answer answer) {
    return answer.status() != 501;
  }

  private static String error(SignedCall.Answer answer) {
    return answer.body().path("__type").asText();
  }
}
