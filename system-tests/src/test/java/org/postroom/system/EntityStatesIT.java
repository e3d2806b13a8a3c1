package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;

/** What every operation answers for a user (U), group (G) or resource (R) in every state. */
@OnSharedSystem
class EntityStatesIT {
  /** A cell without a state leaves the entity in the state it had. */
  private static final String TABLE =
      """
      operation                            | of  | DISABLED       | ENABLED                 | DELETED        | unknown
      RegisterToWorkMail                   | UGR | 200 ENABLED    | 200                     | EntityState    | EntityNotFound
      RegisterToWorkMail, other address    | UGR | 200 ENABLED    | EntityAlreadyRegistered | EntityState    | EntityNotFound
      DeregisterFromWorkMail               | UGR | 200            | 200 DISABLED            | EntityState    | EntityNotFound
      Delete                               | UGR | 200 DELETED    | EntityState             | 200            | 200
      Describe                             | UGR | 200            | 200                     | 200            | EntityNotFound
      Update                               | UGR | 200            | 200                     | EntityState    | EntityNotFound
      UpdatePrimaryEmailAddress            | UGR | EntityState    | 200                     | EntityState    | EntityNotFound
      CreateAlias                          | UGR | EntityState    | 200                     | EntityState    | EntityNotFound
      DeleteAlias                          | UGR | 200            | 200                     | EntityState    | EntityNotFound
      ListAliases                          | UGR | 200            | 200                     | EntityState    | EntityNotFound
      ResetPassword                        | U   | 200            | 200                     | EntityState    | EntityNotFound
      ResetPassword                        | GR  | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      UpdateMailboxQuota                   | U   | EntityState    | 200                     | EntityState    | EntityNotFound
      UpdateMailboxQuota                   | GR  | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      GetMailboxDetails                    | UR  | EntityNotFound | 200                     | EntityNotFound | EntityNotFound
      GetMailboxDetails                    | G   | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      AssociateMemberToGroup, group        | G   | EntityState    | 200                     | EntityState    | EntityNotFound
      AssociateMemberToGroup, member       | UG  | EntityState    | 200                     | EntityState    | EntityNotFound
      AssociateMemberToGroup, member       | R   | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      AssociateDelegateToResource, resource| R   | EntityState    | 200                     | EntityState    | EntityNotFound
      AssociateDelegateToResource, delegate| UG  | EntityState    | 200                     | EntityState    | EntityNotFound
      AssociateDelegateToResource, delegate| R   | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      DisassociateMemberFromGroup, group   | G   | 200            | 200                     | EntityState    | EntityNotFound
      DisassociateMemberFromGroup, member  | UG  | 200            | 200                     | EntityState    | EntityNotFound
      DisassociateDelegate, resource       | R   | 200            | 200                     | EntityState    | EntityNotFound
      DisassociateDelegate, delegate       | UG  | 200            | 200                     | EntityState    | EntityNotFound
      ListGroupMembers                     | G   | 200            | 200                     | EntityState    | EntityNotFound
      ListResourceDelegates                | R   | 200            | 200                     | EntityState    | EntityNotFound
      ListGroupsForEntity                  | UG  | 200            | 200                     | EntityState    | EntityNotFound
      ListGroupsForEntity                  | R   | EntityNotFound | EntityNotFound          | EntityNotFound | EntityNotFound
      PutMailboxPermissions, owner         | UGR | EntityState    | 200                     | EntityState    | EntityNotFound
      PutMailboxPermissions, grantee       | UGR | EntityState    | 200                     | EntityState    | EntityNotFound
      DeleteMailboxPermissions, owner      | UGR | 200            | 200                     | EntityState    | EntityNotFound
      DeleteMailboxPermissions, grantee    | UGR | 200            | 200                     | EntityState    | EntityNotFound
      ListMailboxPermissions               | UGR | 200            | 200                     | EntityNotFound | EntityNotFound
      """;

  private OwnOrganization organization;

  @BeforeEach
  void givenAnOrganization(RunningSystem.System system) {
    organization = OwnOrganization.in(system);
  }

  @TestFactory
  Stream<DynamicTest> everyCell() {
    Map<String, BiConsumer<Entity, String>> calls = new EntityCalls(organization).all();
    List<String> lines = TABLE.lines().toList();
    List<String> states = cells(lines.get(0));
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      named.add(cells.get(0));
      for (Kind kind : Kind.values()) {
        for (int i = 2; i < cells.size() && cells.get(1).indexOf(kind.name().charAt(0)) >= 0; i++) {
          String state = states.get(i);
          String expected = cells.get(i);
          tests.add(
              dynamicTest(
                  cells.get(0) + " of a " + state + " " + kind + ": " + expected,
                  () -> check(calls.get(cells.get(0)), in(state, kind), state, expected)));
        }
      }
    }
    assertThat(calls).containsOnlyKeys(named);
    return tests.stream();
  }

  private void check(
      BiConsumer<Entity, String> call, Entity entity, String before, String expected) {
    String[] answerAndState = expected.split(" ");
    assertThat(OwnOrganization.answer(() -> call.accept(entity, entity.id())))
        .isEqualTo(answerAndState[0]);
    assertThat(organization.state(entity))
        .isEqualTo(answerAndState.length == 2 ? answerAndState[1] : before);
  }

  private Entity in(String state, Kind kind) {
    return switch (state) {
      case "DISABLED" -> organization.create(kind);
      case "ENABLED" -> organization.enabled(kind);
      case "DELETED" -> organization.deleted(kind);
      default -> organization.unknown(kind);
    };
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).map(String::strip).toList();
  }
}
