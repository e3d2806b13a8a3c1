package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;

/** By what every operation finds a user (U), group (G) or resource (R), in any case of letters. */
@OnSharedSystem
class IdentifiersIT {
  private static final String TABLE =
      """
      operation                            | of  | by
      CreateAlias                          | UGR | id
      DeleteAlias                          | UGR | id
      ListAliases                          | UGR | id
      ResetPassword                        | U   | id
      Delete                               | UGR | id, name
      RegisterToWorkMail                   | UGR | id, name
      RegisterToWorkMail, other address    | UGR | id, name
      DeregisterFromWorkMail               | UGR | id, name, address
      Describe                             | UGR | id, name, address
      Update                               | UGR | id, name, address
      UpdatePrimaryEmailAddress            | UGR | id, name, address
      UpdateMailboxQuota                   | U   | id, name, address
      GetMailboxDetails                    | UR  | id, name, address
      AssociateMemberToGroup, group        | G   | id, name, address
      AssociateMemberToGroup, member       | UG  | id, name, address
      AssociateDelegateToResource, resource| R   | id, name, address
      AssociateDelegateToResource, delegate| UG  | id, name, address
      DisassociateMemberFromGroup, group   | G   | id, name, address
      DisassociateMemberFromGroup, member  | UG  | id, name, address
      DisassociateDelegate, resource       | R   | id, name, address
      DisassociateDelegate, delegate       | UG  | id, name, address
      ListGroupMembers                     | G   | id, name, address
      ListResourceDelegates                | R   | id, name, address
      ListGroupsForEntity                  | UG  | id, name, address
      PutMailboxPermissions, owner         | UGR | id, name, address
      PutMailboxPermissions, grantee       | UGR | id, name, address
      DeleteMailboxPermissions, owner      | UGR | id, name, address
      DeleteMailboxPermissions, grantee    | UGR | id, name, address
      ListMailboxPermissions               | UGR | id, name, address
      """;

  private OwnOrganization organization;

  @BeforeEach
  void givenAnOrganization(RunningSystem.System system) {
    organization = OwnOrganization.in(system);
  }

  @TestFactory
  Stream<DynamicTest> everyIdentifierOfEveryOperation() {
    Map<String, BiConsumer<Entity, String>> calls = new EntityCalls(organization).all();
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (String line : TABLE.lines().skip(1).toList()) {
      String[] cells = line.split("\\s*\\|\\s*");
      named.add(cells[0]);
      for (Kind kind : Kind.values()) {
        if (cells[1].indexOf(kind.name().charAt(0)) >= 0) {
          tests.add(
              dynamicTest(
                  cells[0] + " of a " + kind + " by " + cells[2],
                  () -> check(cells[0], calls.get(cells[0]), kind, Set.of(cells[2].split(", ")))));
        }
      }
    }
    assertThat(calls).containsOnlyKeys(named);
    return tests.stream();
  }

  @Test
  void aTombstoneIsFoundByItsIdOnly() {
    for (Kind kind : Kind.values()) {
      Entity entity = organization.enabled(kind);
      organization.deregister(entity);
      organization.delete(entity);

      assertThat(organization.describe(kind, entity.id())).isEqualTo("DELETED");
      for (String identifier : List.of(entity.name(), organization.address(entity))) {
        assertThat(OwnOrganization.answer(() -> organization.describe(kind, identifier)))
            .isEqualTo("EntityNotFound");
      }
      Entity next = organization.enabled(kind, entity.name());
      assertThat(next.id()).isNotEqualTo(entity.id());
    }
  }

  @Test
  void anAddressMeansItsOwnerBeforeAName() {
    String address = organization.address("both");
    Entity named = organization.create(Kind.USER, address);
    Entity owner = organization.create(Kind.USER);
    organization
        .client()
        .registerToWorkMail(
            r -> r.organizationId(organization.id()).entityId(owner.id()).email(address));

    assertThat(
            organization
                .client()
                .describeUser(r -> r.organizationId(organization.id()).userId(address))
                .userId())
        .isEqualTo(owner.id())
        .isNotEqualTo(named.id());
  }

  private void check(
      String operation, BiConsumer<Entity, String> call, Kind kind, Set<String> accepted) {
    Entity entity = organization.create(kind);
    Map<String, Boolean> found = new LinkedHashMap<>();
    Map<String, Boolean> expected = new LinkedHashMap<>();
    identifiers(entity)
        .forEach(
            (identifier, how) -> {
              found.put(identifier, isFound(operation, call, entity, identifier));
              expected.put(identifier, accepted.contains(how));
            });
    assertThat(found).isEqualTo(expected);
  }

  /** Deletion of what is not found is no error; of what is found it is, while it is ENABLED. */
  private boolean isFound(
      String operation, BiConsumer<Entity, String> call, Entity entity, String identifier) {
    if (organization.state(entity).equals("DISABLED")) {
      organization.register(entity);
      organization
          .client()
          .createAlias(
              r -> r.organizationId(organization.id()).entityId(entity.id()).alias(alias(entity)));
    }
    String answer = OwnOrganization.answer(() -> call.accept(entity, identifier));
    assertThat(answer).isIn("200", "EntityNotFound", "EntityState", "EntityAlreadyRegistered");
    return operation.equals("Delete")
        ? answer.equals("EntityState")
        : !answer.equals("EntityNotFound");
  }

  private Map<String, String> identifiers(Entity entity) {
    Map<String, String> identifiers = new LinkedHashMap<>();
    Kind other = entity.kind() == Kind.RESOURCE ? Kind.USER : Kind.RESOURCE;
    identifiers.put(organization.unknown(other).id(), "the id of nobody");
    identifiers.put(entity.name(), "name");
    identifiers.put(upper(entity.name()), "name");
    identifiers.put(organization.address(entity), "address");
    identifiers.put(upper(organization.address(entity)), "address");
    identifiers.put(alias(entity), "address");
    identifiers.put(entity.id(), "id");
    return identifiers;
  }

  private String alias(Entity entity) {
    return organization.address("alias." + entity.name());
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
