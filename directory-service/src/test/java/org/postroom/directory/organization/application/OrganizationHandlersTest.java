package org.postroom.directory.organization.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;
import static org.postroom.directory.memory.MemoryContext.ACCOUNT;
import static org.postroom.directory.memory.MemoryContext.NOW;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.CreateOrganizationResponse;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.DeleteOrganizationResponse;
import org.postroom.contract.directory.Domain;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.organization.model.DirectoryCondition;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.ProcessInstance;

/** Organizations from their creation to their end. */
class OrganizationHandlersTest extends OrganizationHandling {
  @Test
  void createOrganizationTakesTheIdOfItsCommandAndBeginsTheSetUp() {
    Outcome<CreateOrganizationResponse> outcome =
        handling.accepted(
            create,
            new CreateOrganizationRequest(
                null,
                "Acme",
                null,
                List.of(new Domain("Acme.Example", null), new Domain("acme.example", null)),
                null,
                false));

    Organization organization = stored();
    assertThat(outcome.response().organizationId()).isEqualTo(ORGANIZATION);
    assertThat(organization.state()).isEqualTo(OrganizationState.REQUESTED);
    assertThat(organization.directoryId()).matches("d-[0-9a-f]{10}");
    assertThat(organization.requestedDomains()).containsExactly("acme.example");
    assertThat(outcome.events())
        .containsExactly(new OrganizationRequested("Acme", ACCOUNT, organization.directoryId()));
    assertThat(directory.startedProcesses)
        .containsExactly("organization-creation/organization-creation");
    assertThat(create.runsAlone()).isTrue();
  }

  @Test
  void createOrganizationRefusesInTheDocumentedOrder() {
    handling.given(OrganizationState.ACTIVE);
    MemoryContext another = MemoryContext.of("m-" + "0b".repeat(16));

    handling.refused(
        ErrorCode.INVALID_PARAMETER,
        create,
        new CreateOrganizationRequest(null, "ACME", null, null, null, true),
        another);
    handling.refused(
        ErrorCode.DIRECTORY_UNAVAILABLE,
        create,
        new CreateOrganizationRequest("d-0123456789", "ACME", null, null, null, true),
        another);
    handling.refused(ErrorCode.INVALID_PARAMETER, create, aliased("other"), context);
    external("acme", null, DirectoryCondition.WRITABLE);
    handling.refused(ErrorCode.INVALID_PARAMETER, create, onExternal("other"), another);
    directory.directories.put(EXTERNAL, registered(EXTERNAL, "acme", true));
    handling.refused(ErrorCode.DIRECTORY_IN_USE, create, onExternal("acme"), another);
    directory.directories.put(EXTERNAL, registered(EXTERNAL, "acme", false));
    handling.refused(ErrorCode.NAME_AVAILABILITY, create, onExternal("acme"), another);
    for (int i = directory.counted.size(); i < NewOrganization.MAX_PER_ACCOUNT; i++) {
      directory.counted.put("m-" + i, ACCOUNT);
    }
    handling.refused(ErrorCode.NAME_AVAILABILITY, create, aliased("ACME"), another);
    handling.refused(ErrorCode.LIMIT_EXCEEDED, create, aliased("other"), another);
  }

  @Test
  void setUpIsRequestedUntilAllHaveConfirmed() {
    handling.given(OrganizationState.REQUESTED);

    assertThat(requested(1).events())
        .containsExactly(new OrganizationSetUpRequested("creation", 1, "acme", ACCOUNT, List.of()));
    assertThat(stored().state()).isEqualTo(OrganizationState.CREATING);
    assertThat(requested(2).events()).hasSize(1);

    assertThat(
            handling
                .applied(creation.confirmed(process("creation"), context).await().indefinitely())
                .events())
        .containsExactly(new OrganizationActivated(NOW));
    assertThat(stored().state()).isEqualTo(OrganizationState.ACTIVE);
    assertThat(stored().completedAt()).isEqualTo(NOW);
  }

  @Test
  void aRefusedSetUpFailsAndIsCleanedUp() {
    handling.given(OrganizationState.CREATING);

    assertThat(
            handling
                .applied(
                    creation
                        .refused(process("creation"), "domain in use", context)
                        .await()
                        .indefinitely())
                .events())
        .containsExactly(new OrganizationFailed("domain in use"));
    assertThat(stored().state()).isEqualTo(OrganizationState.FAILED);
    assertThat(stored().errorMessage()).isEqualTo("domain in use");
    assertThat(directory.startedProcesses)
        .containsExactly("organization-removal/organization-clean-up");

    released();
    assertThat(stored().state()).isEqualTo(OrganizationState.FAILED);
    assertThat(directory.aliases).isEmpty();
    assertThat(directory.counted).isEmpty();
  }

  @Test
  void aLateAnswerToASetUpThatIsOverChangesNothing() {
    handling.given(OrganizationState.ACTIVE);

    assertThat(creation.refused(process("creation"), "late", context).await().indefinitely())
        .isEqualTo(Outcome.none());
    assertThat(creation.request(process("creation"), 9, context).await().indefinitely())
        .isEqualTo(Outcome.none());
  }

  @Test
  void deleteOrganizationDropsItsUsersChunkByChunkAndThenAsksTheOthers() {
    handling.given(OrganizationState.ACTIVE);
    directory.users.add(UserSamples.newUser("ann")).apply(null).await().indefinitely();
    directory.users.add(UserSamples.newUser("bob")).apply(null).await().indefinitely();

    Outcome<DeleteOrganizationResponse> outcome = handling.accepted(delete, deletion(false));

    assertThat(outcome.response())
        .isEqualTo(new DeleteOrganizationResponse(ORGANIZATION, "Deleting"));
    assertThat(outcome.events()).containsExactly(new OrganizationDeleting());
    assertThat(outcome.commands())
        .containsExactly(DropOrganizationEntitiesHandler.next(stored().id(), 1));
    assertThat(dropped(1).commands())
        .containsExactly(DropOrganizationEntitiesHandler.next(stored().id(), 2));
    assertThat(dropped(2).commands()).hasSize(1);
    assertThat(directory.startedProcesses).isEmpty();
    Outcome<Void> last = dropped(3);
    assertThat(last.commands()).isEmpty();
    assertThat(last.events()).isEmpty();
    assertThat(directory.startedProcesses)
        .containsExactly("organization-removal/organization-removal");
  }

  @Test
  void whatAllHaveDroppedIsDeletedAndGivesAliasAndQuotaBack() {
    handling.given(OrganizationState.DELETING);

    assertThat(removal.request(process("removal"), 3, context).await().indefinitely().events())
        .containsExactly(new OrganizationRemovalRequested("removal", 3));
    assertThat(removal.confirmed(process("removal"), context).await().indefinitely().commands())
        .containsExactly(
            ReleaseOrganization.TYPE.of(
                ORGANIZATION, "removal", new ReleaseOrganization("removal")));
    assertThat(released().events()).containsExactly(new OrganizationDeleted());

    assertThat(stored().state()).isEqualTo(OrganizationState.DELETED);
    assertThat(directory.aliases).isEmpty();
    assertThat(directory.counted).isEmpty();
    assertThat(removal.timeLimit()).isEmpty();
    assertThat(release.runsAlone()).isTrue();
  }

  @Test
  void deleteOrganizationIsForcedWhenUsersAreEnabled() {
    handling.given(OrganizationState.ACTIVE);
    directory.users.add(UserSamples.enabledUser("ann")).apply(null).await().indefinitely();

    handling.refused(ErrorCode.ORGANIZATION_STATE, delete, deletion(false));
    assertThat(handling.accepted(delete, deletion(true)).response().state()).isEqualTo("Deleting");
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUESTED", "CREATING", "DELETING", "DELETED"})
  void deleteOrganizationIsRefusedWhileItIsMadeOrWhenItIsGone(OrganizationState state) {
    handling.given(state);

    handling.refused(ErrorCode.ORGANIZATION_STATE, delete, deletion(true));
  }

  @Test
  void deleteOrganizationOfAnotherAccountIsNotFound() {
    handling.given(OrganizationState.ACTIVE);

    handling.refused(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        delete,
        deletion(true),
        MemoryContext.of(ORGANIZATION, "999999999999"));
  }

  private Outcome<Void> requested(int attempt) {
    return handling.applied(
        creation.request(process("creation"), attempt, context).await().indefinitely());
  }

  private Outcome<Void> dropped(int chunk) {
    return handling.applied(
        drop.handle(new DropOrganizationEntities(chunk), context).await().indefinitely());
  }

  private static ProcessInstance process(String id) {
    return new ProcessInstance(id, OrganizationCreation.KIND, ORGANIZATION, NOW);
  }

  private static CreateOrganizationRequest aliased(String alias) {
    return new CreateOrganizationRequest(null, alias, null, null, null, false);
  }

  private static DeleteOrganizationRequest deletion(boolean force) {
    return new DeleteOrganizationRequest(null, ORGANIZATION, true, force);
  }
}
