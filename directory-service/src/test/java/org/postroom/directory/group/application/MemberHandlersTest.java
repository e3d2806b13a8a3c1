package org.postroom.directory.group.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DisassociateMemberFromGroupRequest;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.MemberDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.GroupSamples;
import org.postroom.directory.group.model.Membership;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.resource.model.ResourceSamples;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Outcome;

class MemberHandlersTest {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final AssociateMemberToGroupHandler associate =
      new AssociateMemberToGroupHandler(
          directory.organizations, directory.identification, directory.memberships);
  private final DisassociateMemberFromGroupHandler disassociate =
      new DisassociateMemberFromGroupHandler(
          directory.organizations, directory.identification, directory.memberships);
  private final DeleteGroupHandler delete =
      new DeleteGroupHandler(directory.organizations, directory.identification, directory.deletion);

  private final User ann = UserSamples.enabledUser("ann");
  private final User bob = UserSamples.newUser("bob");
  private final Group staff = GroupSamples.enabledGroup("staff");
  private final Group all = GroupSamples.enabledGroup("all");
  private final Group idle = GroupSamples.newGroup("idle");
  private final Resource room = ResourceSamples.enabledRoom("room");

  @BeforeEach
  void givenUsersAndGroups() {
    handling.given(OrganizationState.ACTIVE);
    List.of(ann, bob).forEach(user -> directory.users.add(user).apply(null).await().indefinitely());
    List.of(staff, all, idle)
        .forEach(group -> directory.groups.add(group).apply(null).await().indefinitely());
    directory.resources.add(room).apply(null).await().indefinitely();
  }

  @Test
  void aUserOrGroupBecomesAMemberOnce() {
    assertThat(handling.accepted(associate, association(staff, ann)).events())
        .containsExactly(new MemberAssociated(staff.id().value(), ann.id().value(), "USER"));
    assertThat(handling.accepted(associate, association(all, staff)).events())
        .containsExactly(new MemberAssociated(all.id().value(), staff.id().value(), "GROUP"));

    assertThat(handling.accepted(associate, association(staff, ann)).changes()).isEmpty();
    assertThat(directory.memberships.rows).hasSize(2);
  }

  @Test
  void bothMustExistAndBeEnabledInThatOrder() {
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(NOBODY, id(bob)));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(id(idle), NOBODY));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(staff, room));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, associate, association(room, ann));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(idle, ann));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(staff, bob));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(idle, idle));
  }

  @Test
  void noGroupGetsIntoItself() {
    Group top = GroupSamples.enabledGroup("top");
    directory.groups.add(top).apply(null).await().indefinitely();

    handling.refused(ErrorCode.INVALID_PARAMETER, associate, association(staff, staff));
    handling.accepted(associate, association(all, staff));
    handling.accepted(associate, association(top, all));
    handling.accepted(associate, association(top, staff));

    handling.refused(ErrorCode.INVALID_PARAMETER, associate, association(staff, all));
    handling.refused(ErrorCode.INVALID_PARAMETER, associate, association(staff, top));
    handling.refused(ErrorCode.INVALID_PARAMETER, associate, association(all, top));
  }

  @Test
  void aMemberIsRemovedAlsoWhenDisabled() {
    directory.memberships.add(new Membership(idle, bob)).apply(null).await().indefinitely();

    assertThat(handling.accepted(disassociate, disassociation(idle, bob)).events())
        .containsExactly(new MemberDisassociated(idle.id().value(), bob.id().value()));
    assertThat(handling.accepted(disassociate, disassociation(idle, bob)).changes()).isEmpty();
    assertThat(directory.memberships.rows).isEmpty();
  }

  @Test
  void tombstonesAndStrangersAreRefused() {
    directory.users.replace(bob.delete().after()).apply(null).await().indefinitely();
    directory.groups.replace(idle.delete().after()).apply(null).await().indefinitely();

    handling.refused(ErrorCode.ENTITY_STATE, disassociate, disassociation(staff, bob));
    handling.refused(ErrorCode.ENTITY_STATE, disassociate, disassociation(idle, ann));
    handling.refused(ErrorCode.ENTITY_STATE, associate, association(staff, bob));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, disassociate, disassociation(staff, room));
  }

  @Test
  void aDeletedGroupLosesItsMembersInChunks() {
    directory.memberships.add(new Membership(idle, ann)).apply(null).await().indefinitely();

    Outcome<?> outcome = handling.accepted(delete, new DeleteGroupRequest(ORGANIZATION, id(idle)));

    assertThat(outcome.events()).containsExactly(new GroupDeleted(id(idle)));
    assertThat(outcome.commands()).hasSize(1);
    assertThat(handling.accepted(delete, new DeleteGroupRequest(ORGANIZATION, id(idle))).commands())
        .isEmpty();
  }

  @Test
  void nothingIsDoneInAnOrganizationThatIsNotActive() {
    handling.given(OrganizationState.DELETING);

    handling.refused(ErrorCode.ORGANIZATION_STATE, associate, association(NOBODY, NOBODY));
    handling.refused(ErrorCode.ORGANIZATION_STATE, disassociate, disassociation(staff, ann));
    handling.refused(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        associate,
        association(staff, ann),
        MemoryContext.of(ORGANIZATION, "999999999999"));
  }

  private static String id(DirectoryEntity<?> entity) {
    return entity.id().value();
  }

  private static AssociateMemberToGroupRequest association(
      DirectoryEntity<?> group, DirectoryEntity<?> member) {
    return association(id(group), id(member));
  }

  private static AssociateMemberToGroupRequest association(String group, String member) {
    return new AssociateMemberToGroupRequest(ORGANIZATION, group, member);
  }

  private static DisassociateMemberFromGroupRequest disassociation(
      DirectoryEntity<?> group, DirectoryEntity<?> member) {
    return new DisassociateMemberFromGroupRequest(ORGANIZATION, id(group), id(member));
  }
}
