package org.postroom.directory.group.model;

import java.util.List;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.GroupUpdated;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.registration.model.Registration;

/** A group of an organization. Its name never changes, it has no mailbox. */
public record Group(
    OrganizationId organizationId,
    EntityId id,
    EntityName name,
    boolean hiddenFromGlobalAddressList,
    Registration registration)
    implements DirectoryEntity<Group> {

  /** A new group, DISABLED and without members. */
  public static Decision<Group> create(
      OrganizationId organizationId, EntityId id, EntityName name, boolean hidden) {
    Group group = new Group(organizationId, id, name, hidden, Registration.NONE);
    return Decision.of(group, group.createdEvent());
  }

  @Override
  public EntityType type() {
    return EntityType.GROUP;
  }

  @Override
  public Group self() {
    return this;
  }

  @Override
  public Group in(Registration newRegistration) {
    return new Group(organizationId, id, name, hiddenFromGlobalAddressList, newRegistration);
  }

  @Override
  public boolean hasMailbox() {
    return false;
  }

  @Override
  public Record deletedEvent() {
    return new GroupDeleted(id.value());
  }

  @Override
  public List<Record> describingEvents() {
    return List.of(createdEvent());
  }

  /**
   * UpdateGroup.
   *
   * @param hidden whether address lists leave the group out; null leaves it as it is
   */
  public Decision<Group> update(Boolean hidden) {
    requireNotDeleted();
    return hidden == null || hidden == hiddenFromGlobalAddressList
        ? Decision.unchanged(this)
        : Decision.of(
            new Group(organizationId, id, name, hidden, registration),
            new GroupUpdated(id.value(), name.text(), hidden));
  }

  private GroupCreated createdEvent() {
    return new GroupCreated(id.value(), name.text(), hiddenFromGlobalAddressList);
  }
}
