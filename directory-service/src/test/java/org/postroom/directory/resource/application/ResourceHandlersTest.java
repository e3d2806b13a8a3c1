package org.postroom.directory.resource.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.CreateResourceRequest;
import org.postroom.contract.directory.CreateResourceResponse;
import org.postroom.contract.directory.DeleteResourceRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Outcome;

class ResourceHandlersTest {
  private static final String NOBODY = "r-" + "0".repeat(32);
  private static final BookingOptions BY_HAND = new BookingOptions(false, false, false);

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final CreateResourceHandler create =
      new CreateResourceHandler(directory.organizations, directory.names, directory.resources);
  private final UpdateResourceHandler update =
      new UpdateResourceHandler(
          directory.organizations,
          directory.identification,
          directory.names,
          directory.resources,
          directory.delegations);
  private final DeleteResourceHandler delete =
      new DeleteResourceHandler(
          directory.organizations, directory.identification, directory.deletion);

  @BeforeEach
  void givenAnActiveOrganization() {
    handling.given(OrganizationState.ACTIVE);
  }

  @Test
  void createResourceMakesADisabledResourceAndTellsWhatItIs() {
    Outcome<CreateResourceResponse> outcome = handling.accepted(create, named("Room-1"));

    String id = outcome.response().resourceId();
    assertThat(id).matches("r-[0-9a-f]{32}");
    assertThat(outcome.events())
        .containsExactly(
            new ResourceCreated(id, "Room-1", "ROOM", "Upstairs", true, false, true, false));
    assertThat(stored(id).state()).isEqualTo(EntityState.DISABLED);
  }

  @Test
  void createResourceChecksInTheDocumentedOrder() {
    handling.accepted(create, named("room-1"));

    handling.refused(ErrorCode.RESERVED_NAME, create, named("guest"));
    handling.refused(ErrorCode.NAME_AVAILABILITY, create, named("ROOM-1"));
  }

  @Test
  void updateResourceMovesTheName() {
    String id = handling.accepted(create, named("room-1")).response().resourceId();
    handling.accepted(create, named("room-2"));

    handling.refused(ErrorCode.NAME_AVAILABILITY, update, update("room-1", "ROOM-2", null));
    handling.refused(ErrorCode.NAME_AVAILABILITY, update, update("room-1", "guest", null));
    handling.accepted(update, update("room-1", "room-3", null));

    assertThat(stored(id).name().text()).isEqualTo("room-3");
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, update, update("room-1", "room-4", null));
    assertThat(handling.accepted(create, named("room-1")).response().resourceId()).isNotEqualTo(id);
    assertThat(handling.accepted(update, update("room-3", "Room-3", null)).events()).hasSize(1);
    assertThat(stored(id).name().text()).isEqualTo("Room-3");
  }

  @Test
  void updateResourceWantsADelegateForDecisionsByHand() {
    String id = handling.accepted(create, named("room-1")).response().resourceId();
    handling.accepted(create, named("room-2"));

    handling.refused(ErrorCode.NAME_AVAILABILITY, update, update(id, "room-2", BY_HAND));
    handling.refused(ErrorCode.INVALID_CONFIGURATION, update, update(id, "room-3", BY_HAND));
    directory
        .delegations
        .add(new Delegation(stored(id), UserSamples.newUser("ann")))
        .apply(null)
        .await()
        .indefinitely();
    handling.accepted(update, update(id, null, BY_HAND));

    assertThat(stored(id).bookingOptions()).isEqualTo(BY_HAND);
  }

  @Test
  void deleteResourceLeavesATombstone() {
    String id = handling.accepted(create, named("room-1")).response().resourceId();

    assertThat(handling.accepted(delete, deletionOf("ROOM-1")).events())
        .containsExactly(new ResourceDeleted(id));
    assertThat(stored(id).state()).isEqualTo(EntityState.DELETED);
    assertThat(handling.accepted(delete, deletionOf(id)).changes()).isEmpty();
    assertThat(handling.accepted(delete, deletionOf(NOBODY)).changes()).isEmpty();
    handling.refused(ErrorCode.ENTITY_STATE, update, update(id, "room-2", null));
  }

  private Resource stored(String id) {
    return directory.resourcesById.get(ORGANIZATION + "/" + id);
  }

  private static CreateResourceRequest named(String name) {
    return new CreateResourceRequest(ORGANIZATION, name, "ROOM", "Upstairs", false);
  }

  private static UpdateResourceRequest update(
      String identifier, String name, BookingOptions options) {
    return new UpdateResourceRequest(ORGANIZATION, identifier, name, options, null, null, null);
  }

  private static DeleteResourceRequest deletionOf(String identifier) {
    return new DeleteResourceRequest(ORGANIZATION, identifier);
  }
}
