package org.postroom.directory.snapshot.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.MailDomainClosed;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.group.model.GroupSamples;
import org.postroom.directory.group.model.Membership;
import org.postroom.directory.maildomain.model.ClosedMailDomain;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.resource.model.ResourceSamples;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Change;
import org.postroom.kit.view.OrganizationSnapshot;

class DirectorySnapshotTest {
  private final MemoryDirectory directory = new MemoryDirectory();
  private final DirectorySnapshot snapshot =
      new DirectorySnapshot(
          directory.organizations,
          directory.tags,
          directory.store,
          directory.mailboxes,
          directory.memberships,
          directory.delegations,
          directory.permissions,
          directory.addresses,
          directory.mailDomains);

  @Test
  void tellsTheOrganizationAndEveryUserOnceInItsPresentState() {
    new Handling(directory).given(OrganizationState.ACTIVE);
    store(UserSamples.enabledUser("ann"));
    store(UserSamples.newUser("bob").delete().after());
    for (int i = 0; i < OrganizationSnapshot.MAX_ROWS; i++) {
      store(UserSamples.newUser("user" + i));
    }

    List<Record> events = new ArrayList<>();
    int chunks = 0;
    String after = null;
    do {
      OrganizationSnapshot.Chunk chunk =
          snapshot.next(null, ORGANIZATION, after).await().indefinitely();
      events.addAll(chunk.events());
      after = chunk.last();
      chunks++;
    } while (after != null);

    assertThat(chunks).isEqualTo(2);
    assertThat(events).first().isInstanceOf(OrganizationRequested.class);
    int users = OrganizationSnapshot.MAX_ROWS + 1;
    assertThat(events).filteredOn(UserCreated.class::isInstance).hasSize(users);
    assertThat(events).filteredOn(UserUpdated.class::isInstance).hasSize(users);
    assertThat(events).filteredOn(EntityRegistered.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(UserDeleted.class::isInstance).hasSize(1);
    assertThat(events).doesNotHaveDuplicates();
  }

  @Test
  void tellsOfDeletedOnesNothingButTheirIds() {
    User user = UserSamples.newUser("ann").delete().after();
    Group group = GroupSamples.newGroup("staff").delete().after();
    Resource room = ResourceSamples.newRoom("room").delete().after();

    assertThat(user.retold()).containsExactly(new UserDeleted(user.id().value()));
    assertThat(group.retold()).containsExactly(new GroupDeleted(group.id().value()));
    assertThat(room.retold()).containsExactly(new ResourceDeleted(room.id().value()));
  }

  @Test
  void knowsWhichOrganizationIsGone() {
    assertThat(isGone()).as("never was").isTrue();
    new Handling(directory).given(OrganizationState.ACTIVE);
    assertThat(isGone()).isFalse();
    new Handling(directory).given(OrganizationState.DELETING);
    assertThat(isGone()).as("others must hear what they have to do").isFalse();
    new Handling(directory).given(OrganizationState.DELETED);
    assertThat(isGone()).isTrue();
  }

  private boolean isGone() {
    return snapshot.isGone(null, ORGANIZATION).await().indefinitely();
  }

  @Test
  void tellsNoUserOnceTheRemovalHasBegun() {
    new Handling(directory).given(OrganizationState.DELETING);
    store(UserSamples.newUser("ann"));

    OrganizationSnapshot.Chunk whole =
        snapshot.next(null, ORGANIZATION, null).await().indefinitely();
    assertThat(whole.events())
        .extracting(Object::getClass)
        .containsExactly(
            OrganizationRequested.class,
            OrganizationDeleting.class,
            OrganizationRemovalRequested.class);
    assertThat(whole.last()).isNull();
    assertThat(snapshot.next(null, ORGANIZATION, "0").await().indefinitely().events()).isEmpty();
  }

  @Test
  void tellsGroupsAndResourcesAndWhoBelongsToWhom() {
    new Handling(directory).given(OrganizationState.ACTIVE);
    User ann = UserSamples.enabledUser("ann");
    Group staff = GroupSamples.newGroup("staff");
    Group all = GroupSamples.newGroup("all");
    Resource room = ResourceSamples.newRoom("room");
    store(ann);
    for (Change change :
        List.of(
            directory.groups.add(staff),
            directory.groups.add(all),
            directory.resources.add(room),
            directory.memberships.add(new Membership(staff, ann)),
            directory.memberships.add(new Membership(all, staff)),
            directory.delegations.add(new Delegation(room, staff)))) {
      change.apply(null).await().indefinitely();
    }

    OrganizationSnapshot.Chunk whole =
        snapshot.next(null, ORGANIZATION, null).await().indefinitely();

    assertThat(whole.last()).isNull();
    assertThat(whole.events())
        .contains(
            new GroupCreated(staff.id().value(), "staff", false),
            new MemberAssociated(staff.id().value(), ann.id().value(), "USER"),
            new MemberAssociated(all.id().value(), staff.id().value(), "GROUP"))
        .endsWith(new DelegateAssociated(room.id().value(), staff.id().value(), "GROUP"));
    assertThat(whole.events()).filteredOn(ResourceCreated.class::isInstance).hasSize(1);
  }

  @Test
  void tellsAliasesInTheirOrderAndPrimaryAddressesWithTheirOwners() {
    new Handling(directory).given(OrganizationState.ACTIVE);
    User ann = UserSamples.enabledUser("ann");
    store(ann);
    NamedEntity owner = new NamedEntity(ann.id(), EntityType.USER);
    for (Change change :
        List.of(
            directory.addresses.claimPrimary(ann.organizationId(), ann.email(), owner),
            directory.addresses.claimAlias(
                ann.organizationId(), EmailAddress.of("z@example.com"), owner),
            directory.addresses.claimAlias(
                ann.organizationId(), EmailAddress.of("A@example.com"), owner))) {
      change.apply(null).await().indefinitely();
    }

    List<Record> events = snapshot.next(null, ORGANIZATION, null).await().indefinitely().events();

    String id = ann.id().value();
    assertThat(events)
        .contains(new EntityRegistered(id, "USER", ann.email().text()))
        .endsWith(
            new AliasCreated(id, "USER", "z@example.com"),
            new AliasCreated(id, "USER", "A@example.com"));
    assertThat(events).filteredOn(AliasCreated.class::isInstance).hasSize(2);
  }

  @Test
  void tellsWhichRegistrationsOfMailDomainsAreClosed() {
    new Handling(directory).given(OrganizationState.ACTIVE);
    ClosedMailDomain closed = new ClosedMailDomain("registration-example.com", "example.com");
    directory.mailDomains.know("example.com", "VERIFIED");
    directory
        .mailDomains
        .close(OrganizationId.of(ORGANIZATION), closed)
        .apply(null)
        .await()
        .indefinitely();
    assertThat(snapshot.next(null, ORGANIZATION, null).await().indefinitely().events())
        .endsWith(new MailDomainClosed("registration-example.com", "example.com"));
  }

  private void store(User user) {
    directory.users.add(user).apply(null).await().indefinitely();
  }
}
