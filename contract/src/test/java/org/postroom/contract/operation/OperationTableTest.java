package org.postroom.contract.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DirectoryOperations;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.ExportOperations;
import org.postroom.contract.json.Json;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.policy.PolicyOperations;

class OperationTableTest {
  private static final String ID = "m-0123456789abcdef0123456789abcdef";

  @Test
  void everyConstantIsARowOfItsContext() {
    assertThat(DirectoryOperations.ALL)
        .containsExactlyInAnyOrderElementsOf(constants(DirectoryOperations.class));
    assertThat(MailDomainOperations.ALL)
        .containsExactlyInAnyOrderElementsOf(constants(MailDomainOperations.class));
    assertThat(PolicyOperations.ALL)
        .containsExactlyInAnyOrderElementsOf(constants(PolicyOperations.class));
    assertThat(ExportOperations.ALL)
        .containsExactlyInAnyOrderElementsOf(constants(ExportOperations.class));
    assertThat(OperationTable.of(BoundedContext.DIRECTORY))
        .containsExactlyElementsOf(DirectoryOperations.ALL);
    assertThat(OperationTable.of(BoundedContext.MAIL_DOMAIN))
        .containsExactlyElementsOf(MailDomainOperations.ALL);
    assertThat(OperationTable.of(BoundedContext.POLICY))
        .containsExactlyElementsOf(PolicyOperations.ALL);
    assertThat(OperationTable.of(BoundedContext.EXPORT))
        .containsExactlyElementsOf(ExportOperations.ALL);
  }

  @Test
  void aRowIsFoundByItsWireNameOnly() {
    assertThat(OperationTable.byName("CreateUser")).contains(DirectoryOperations.CREATE_USER);
    assertThat(OperationTable.byName("createUser")).isEmpty();
    assertThat(OperationTable.byName("CreateIdentityCenterApplication")).isEmpty();
  }

  @Test
  void readsAreQueriesAndTheRestAreCommands() {
    Set<String> otherQueries =
        OperationTable.all().stream()
            .filter(row -> row.kind() == OperationKind.QUERY)
            .map(Operation::name)
            .filter(name -> !name.matches("(Describe|List|Get).*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(otherQueries)
        .containsExactly("AssumeImpersonationRole", "TestAvailabilityConfiguration");
    assertThat(OperationTable.all())
        .filteredOn(row -> row.name().matches("(Describe|List|Get).*"))
        .allMatch(row -> row.kind() == OperationKind.QUERY);
  }

  @Test
  void theDirectoryDecidesWhetherADomainGoes() {
    assertThat(DirectoryOperations.DEREGISTER_MAIL_DOMAIN.context())
        .isEqualTo(BoundedContext.DIRECTORY);
  }

  @Test
  void everyRequestButTwoNamesItsOrganization() {
    List<String> without = new ArrayList<>();
    String arn = new OrganizationArn("us-east-1", "123456789012", ID).text();
    byte[] json =
        ("{\"OrganizationId\":\"" + ID + "\",\"ResourceARN\":\"" + arn + "\"}").getBytes();
    for (Operation<?, ?> row : OperationTable.all()) {
      if (!ID.equals(organizationId(row, json))) {
        assertThat(organizationId(row, json)).isNull();
        without.add(row.name());
      }
    }
    assertThat(without).containsExactlyInAnyOrder("CreateOrganization", "ListOrganizations");
  }

  @Test
  void anArnThatNamesNoOrganizationLeadsToOneThatNeverExists() {
    for (String arn :
        new String[] {
          "arn:aws:workmail:us-east-1:123456789012:group/" + ID,
          "arn:aws:workmail:us-east-1:123456789012:organization/" + ID + "\n",
          "arn:aws:workmail:us-east-1:1:organization/" + ID,
          "nonsense"
        }) {
      assertThat(OrganizationArn.organizationIdOf(arn))
          .isEqualTo(OrganizationArn.NO_ORGANIZATION)
          .matches("m-[0-9a-f]{32}");
    }
    assertThat(OrganizationArn.organizationIdOf(null)).isEqualTo(OrganizationArn.NO_ORGANIZATION);
  }

  @Test
  void onlyModelledErrorsAreDeclaredAndNoneIsLeftOver() {
    Set<ErrorCode> declared =
        OperationTable.all().stream()
            .flatMap(row -> row.errors().stream())
            .collect(Collectors.toSet());
    assertThat(declared).allMatch(code -> code.origin() == ErrorCode.Origin.MODEL);
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(ErrorCode.ofKey(code.key())).isEqualTo(code);
      assertThat(declared.contains(code)).as(code.name()).isEqualTo(code.isDecision());
    }
  }

  private static <Q> String organizationId(Operation<Q, ?> row, byte[] json) {
    return row.organizationId().apply(Json.read(json, row.requestType()));
  }

  /** The constants a handler can name, inherited ones included. */
  private static List<Operation<?, ?>> constants(Class<?> table) {
    List<Operation<?, ?>> constants = new ArrayList<>();
    for (var field : table.getFields()) {
      if (field.getType() == Operation.class) {
        field.setAccessible(true);
        try {
          constants.add((Operation<?, ?>) field.get(null));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return constants;
  }
}
