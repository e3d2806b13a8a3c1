package org.postroom.directory.resource.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.AssociateDelegateToResourceRequest;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.DisassociateDelegateFromResourceRequest;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.DelegateDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.GroupSamples;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.resource.model.ResourceSamples;
import org.postroom.directory.resource.model.ResourceUpdate;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;

class DelegateHandlersTest {
  private static final BookingOptions BY_HAND = new BookingOptions(false, false, false);

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final AssociateDelegateToResourceHandler associate =
      new AssociateDelegateToResourceHandler(
          directory.organizations, directory.identification, directory.delegations);
  private final DisassociateDelegateFromResourceHandler disassociate =
      new DisassociateDelegateFromResourceHandler(
          directory.organizations, directory.identification, directory.delegations);

  private final User ann = UserSamples.enabledUser("ann");
  private final User bob = UserSamples.newUser("bob");
  private final Group staff = GroupSamples.enabledGroup("staff");
  private final Resource room = ResourceSamples.enabledRoom("room");
  private final Resource idle = ResourceSamples.newRoom("idle");

  @BeforeEach
  void givenOneOfEachKind() {
    handling.given(OrganizationState.ACTIVE);
    List.of(ann, bob).forEach(user -> directory.users.add(user).apply(null).await().indefinitely());
    directory.groups.add(staff).apply(null).await().indefinitely();
    List.of(room, idle)
        .forEach(resource -> directory.resources.add(resource).apply(null).await().indefinitely());
  }

  @Test
  void aUserOrGroupBecomesADelegateOnce() {
    assertThat(handling.accepted(associate, association(room, ann)).events())
        .containsExactly(new DelegateAssociated(id(room), id(ann), "USER"));
    assertThat(handling.accepted(associate, association(room, staff)).events())
        .containsExactly(new DelegateAssociated(id(room), id(staff), "GROUP"));
    assertThat(handling.accepted(associate, association(room, ann)).changes()).isEmpty();
  }

  @Test
  void bothMustExistAndBeEnabledInThatOrder() {
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(staff, bob));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(idle, room));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(idle, ann));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(room, bob));
  }

  @Test
  void aDelegateIsRemovedOnce() {
    handling.accepted(associate, association(room, ann));

    assertThat(handling.accepted(disassociate, disassociation(room, ann)).events())
        .containsExactly(new DelegateDisassociated(id(room), id(ann)));
    assertThat(handling.accepted(disassociate, disassociation(room, ann)).changes()).isEmpty();
    assertThat(handling.accepted(disassociate, disassociation(idle, bob)).changes()).isEmpty();
  }

  @Test
  void theLastDelegateStaysWhereDecisionsAreMadeByHand() {
    handling.accepted(associate, association(room, ann));
    handling.accepted(associate, association(room, staff));
    Resource byHand =
        room.update(new ResourceUpdate(null, BY_HAND, null, null, null), true).after();
    directory.resources.replace(byHand).apply(null).await().indefinitely();

    handling.accepted(disassociate, disassociation(room, ann));
    handling.refused(ErrorCode.ENTITY_STATE, disassociate, disassociation(room, staff));
    assertThat(handling.accepted(disassociate, disassociation(room, bob)).changes()).isEmpty();
  }

  @Test
  void tombstonesAreRefused() {
    directory.users.replace(bob.delete().after()).apply(null).await().indefinitely();
    directory.resources.replace(idle.delete().after()).apply(null).await().indefinitely();

    handling.refused(ErrorCode.ENTITY_STATE, disassociate, disassociation(room, bob));
    handling.refused(ErrorCode.ENTITY_STATE, disassociate, disassociation(idle, ann));
  }

  private static String id(DirectoryEntity<?> entity) {
    return entity.id().value();
  }

  private static AssociateDelegateToResourceRequest association(
      DirectoryEntity<?> resource, DirectoryEntity<?> delegate) {
    return new AssociateDelegateToResourceRequest(ORGANIZATION, id(resource), id(delegate));
  }

  private static DisassociateDelegateFromResourceRequest disassociation(
      DirectoryEntity<?> resource, DirectoryEntity<?> delegate) {
    return new DisassociateDelegateFromResourceRequest(ORGANIZATION, id(resource), id(delegate));
  }
}
