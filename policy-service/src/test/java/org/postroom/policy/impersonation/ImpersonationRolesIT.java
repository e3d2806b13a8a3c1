package org.postroom.policy.impersonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.CREATE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.UPDATE_IMPERSONATION_ROLE;
import static org.postroom.policy.impersonation.RoleCalls.rule;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleResponse;
import org.postroom.contract.policy.ImpersonationRole;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ListImpersonationRolesResponse;
import org.postroom.contract.policy.UpdateImpersonationRoleRequest;
import org.postroom.contract.policy.event.ImpersonationRoleCreated;
import org.postroom.contract.policy.event.ImpersonationRoleDeleted;
import org.postroom.contract.policy.event.ImpersonationRoleUpdated;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Roles and their listing through commands and queries of the running service. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class ImpersonationRolesIT extends PolicyServiceTest {
  private RoleCalls roles;

  @BeforeEach
  void theCalls() {
    roles = new RoleCalls(policy, organization);
  }

  @Test
  void aRoleIsMadeReadReplacedAndDeleted() {
    String ann = policy.enabledUser(organization, "ann");
    String bob = policy.enabledUser(organization, "bob");
    String id =
        roles.create("Migration", rule("r1", "ALLOW", List.of("ann", "BOB@example.com"), null));

    GetImpersonationRoleResponse made = roles.get(id);
    assertThat(made.rules()).containsExactly(rule("r1", "ALLOW", List.of(ann, bob), null));
    assertThat(made.type()).isEqualTo(ImpersonationRoleType.READ_ONLY);
    assertThat(made.description()).isEqualTo("about it");
    assertThat(made.dateModified()).isEqualTo(made.dateCreated());

    policy.commands.call(
        UPDATE_IMPERSONATION_ROLE,
        organization,
        new UpdateImpersonationRoleRequest(
            organization,
            id,
            "Other",
            "FULL_ACCESS",
            null,
            List.of(rule("r2", "DENY", null, List.of(bob)))));
    GetImpersonationRoleResponse replaced = roles.get(id);
    assertThat(replaced.name()).isEqualTo("Other");
    assertThat(replaced.description()).isNull();
    assertThat(replaced.type()).isEqualTo(ImpersonationRoleType.FULL_ACCESS);
    assertThat(replaced.rules()).containsExactly(rule("r2", "DENY", null, List.of(bob)));
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfterOrEqualTo(made.dateModified());

    roles.delete(id);
    roles.delete(id);
    assertThat(roles.refusalOf(id)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());

    assertThat(happened(3))
        .containsExactly(
            new ImpersonationRoleCreated(
                id,
                "Migration",
                "READ_ONLY",
                "about it",
                made.rules(),
                made.dateCreated(),
                made.dateModified()),
            new ImpersonationRoleUpdated(
                id,
                "Other",
                "FULL_ACCESS",
                null,
                replaced.rules(),
                replaced.dateCreated(),
                replaced.dateModified()),
            new ImpersonationRoleDeleted(id));
  }

  @Test
  void noRaceMakesATwentyFirstRole() {
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      replies.add(
          policy.commands.send(
              CREATE_IMPERSONATION_ROLE,
              organization,
              roles.creation("role " + i),
              ScriptedDirectory.ACCOUNT));
    }
    List<ErrorCode> errors =
        replies.stream().map(CommandClient::await).map(ReplyEnvelope::error).toList();

    assertThat(errors.stream().filter(error -> error == null)).hasSize(20);
    assertThat(errors.stream().filter(error -> error != null))
        .hasSize(10)
        .containsOnly(ErrorCode.LIMIT_EXCEEDED);
    assertThat(roles.list(null, null).roles()).hasSize(20);

    roles.delete(roles.list(null, null).roles().get(7).impersonationRoleId());
    roles.create("the place is free");
  }

  @Test
  void rolesAreListedInTheOrderOfTheirCreationPageByPage() {
    List<String> ids =
        IntStream.range(0, 5).mapToObj(i -> roles.create("role " + i)).collect(Collectors.toList());
    roles.delete(ids.remove(4));
    ids.add(roles.create("instead of the last"));

    List<String> listed = new ArrayList<>();
    String token = null;
    do {
      ListImpersonationRolesResponse page = roles.list(2, token);
      page.roles().stream().map(ImpersonationRole::impersonationRoleId).forEach(listed::add);
      token = page.nextToken();
    } while (token != null);
    assertThat(listed).isEqualTo(ids);
    assertThat(roles.list(5, null).nextToken()).isNull();
  }

  @Test
  void anotherAccountSeesNothing() {
    String id = roles.create("Support");

    assertThat(
            policy.queries.refusal(
                GET_IMPERSONATION_ROLE,
                new GetImpersonationRoleRequest(organization, id),
                "999999999999"))
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND.key());
    assertThat(
            policy.queries.refusal(
                ASSUME_IMPERSONATION_ROLE,
                new AssumeImpersonationRoleRequest(organization, id),
                "999999999999"))
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND.key());
  }

  @Test
  void rolesGoWithTheirOrganization() {
    roles.create("Support");
    roles.create("Migration");
    happened(2);

    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));

    happened(3);
    assertThat(policy.count("impersonation_role", organization)).isZero();
    assertThat(policy.count("impersonation_role_number", organization)).isZero();
  }
}
