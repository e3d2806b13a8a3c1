package org.postroom.directory.user.model;

import java.util.List;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.registration.model.Registration;

/** A user of an organization and the rules that hold for users only. */
public record User(
    OrganizationId organizationId,
    EntityId id,
    EntityName name,
    UserRole role,
    boolean hiddenFromGlobalAddressList,
    UserAttributes attributes,
    Registration registration)
    implements DirectoryEntity<User> {

  /** A new user, DISABLED. */
  public static Decision<User> create(
      OrganizationId organizationId,
      EntityId id,
      EntityName name,
      String requestedRole,
      boolean hidden,
      UserAttributes attributes) {
    UserRole role = roleOfNewUser(requestedRole);
    User user = new User(organizationId, id, name, role, hidden, attributes, Registration.NONE);
    return Decision.of(user, user.createdEvent());
  }

  /**
   * The role a user would be created with.
   *
   * @param requested as it came; null for none
   */
  public static UserRole roleOfNewUser(String requested) {
    return requested == null ? UserRole.USER : Roles.requested(requested);
  }

  @Override
  public EntityType type() {
    return EntityType.USER;
  }

  @Override
  public User self() {
    return this;
  }

  @Override
  public User in(Registration newRegistration) {
    return new User(
        organizationId, id, name, role, hiddenFromGlobalAddressList, attributes, newRegistration);
  }

  @Override
  public boolean hasMailbox() {
    return Roles.haveMailbox(role);
  }

  @Override
  public Record deletedEvent() {
    return new UserDeleted(id.value());
  }

  @Override
  public List<Record> describingEvents() {
    return List.of(createdEvent(), updatedEvent());
  }

  @Override
  public User requireWritable() {
    if (role == UserRole.SYSTEM_USER) {
      throw new OperationRejected(
          ErrorCode.UNSUPPORTED_OPERATION, "A system user cannot be registered.");
    }
    return this;
  }

  /** UpdateUser. The name cannot change, the role only while DISABLED. */
  public Decision<User> update(UserUpdate update) {
    requireNotDeleted();
    UserRole newRole = update.role() == null ? role : Roles.requested(update.role());
    if (newRole != role && state() == EntityState.ENABLED) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE, "The role of an ENABLED user cannot change.");
    }
    boolean hidden =
        update.hiddenFromGlobalAddressList() == null
            ? hiddenFromGlobalAddressList
            : update.hiddenFromGlobalAddressList();
    User updated =
        new User(
            organizationId,
            id,
            name,
            newRole,
            hidden,
            attributes.updatedBy(update.attributes()),
            registration);
    return updated.equals(this)
        ? Decision.unchanged(this)
        : Decision.of(updated, updated.updatedEvent());
  }

  /** ResetPassword, also while DISABLED. */
  public Decision<User> resetPassword() {
    requireNotDeleted();
    return Decision.of(this, new UserPasswordReset(id.value()));
  }

  private UserCreated createdEvent() {
    return new UserCreated(
        id.value(),
        name.text(),
        attributes.displayName(),
        attributes.firstName(),
        attributes.lastName(),
        role.name(),
        hiddenFromGlobalAddressList);
  }

  private UserUpdated updatedEvent() {
    return new UserUpdated(
        id.value(),
        name.text(),
        attributes.displayName(),
        attributes.firstName(),
        attributes.lastName(),
        attributes.initials(),
        attributes.telephone(),
        attributes.street(),
        attributes.jobTitle(),
        attributes.city(),
        attributes.company(),
        attributes.zipCode(),
        attributes.department(),
        attributes.country(),
        attributes.office(),
        role.name(),
        hiddenFromGlobalAddressList);
  }
}
