package org.postroom.directory.user.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;

/**
 * A user of an organization and the rules of its life: DISABLED when created, ENABLED while
 * registered, DELETED as a tombstone.
 *
 * @param email the primary address; null unless ENABLED
 * @param enabledAt when it was last registered; null if never
 * @param disabledAt when it was last deregistered; null if never
 */
public record User(
    OrganizationId organizationId,
    EntityId id,
    UserName name,
    UserRole role,
    boolean hiddenFromGlobalAddressList,
    UserAttributes attributes,
    EntityState state,
    EmailAddress email,
    Instant enabledAt,
    Instant disabledAt,
    Mailbox mailbox) {

  /** How long a deleted user can still be described. */
  public static final Duration TOMBSTONE_LIFE = Duration.ofDays(30);

  /** A new user, DISABLED. */
  public static Decision<User> create(
      OrganizationId organizationId,
      EntityId id,
      UserName name,
      String requestedRole,
      boolean hidden,
      UserAttributes attributes) {
    UserRole role = roleOfNewUser(requestedRole);
    User user =
        new User(
            organizationId,
            id,
            name,
            role,
            hidden,
            attributes,
            EntityState.DISABLED,
            null,
            null,
            null,
            Mailbox.NONE);
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

  /** The refusal of an identifier that names no user. */
  public static OperationRejected notFound() {
    return new OperationRejected(ErrorCode.ENTITY_NOT_FOUND, "The user does not exist.");
  }

  /** Refuses a tombstone. */
  public User requireNotDeleted() {
    if (state == EntityState.DELETED) {
      throw new OperationRejected(ErrorCode.ENTITY_STATE, "The user is DELETED.");
    }
    return this;
  }

  /** UpdateUser. The name cannot change, the role only while DISABLED. */
  public Decision<User> update(UserUpdate update) {
    requireNotDeleted();
    UserRole newRole = update.role() == null ? role : Roles.requested(update.role());
    if (newRole != role && state == EntityState.ENABLED) {
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
            state,
            email,
            enabledAt,
            disabledAt,
            mailbox);
    return updated.equals(this)
        ? Decision.unchanged(this)
        : Decision.of(updated, updated.updatedEvent());
  }

  /** ResetPassword, also while DISABLED. */
  public Decision<User> resetPassword() {
    requireNotDeleted();
    return Decision.of(this, new UserPasswordReset(id.value()));
  }

  /**
   * Whether registration under this address is already done.
   *
   * @throws OperationRejected for a tombstone, and when it is registered under another address
   */
  public boolean isRegisteredUnder(EmailAddress address) {
    requireNotDeleted();
    if (state != EntityState.ENABLED) {
      return false;
    }
    if (!email.isSameAs(address)) {
      throw new OperationRejected(
          ErrorCode.ENTITY_ALREADY_REGISTERED, "The user is registered under another address.");
    }
    return true;
  }

  /** Refuses a user that the directory itself owns. */
  public User requireWritable() {
    if (role == UserRole.SYSTEM_USER) {
      throw new OperationRejected(
          ErrorCode.UNSUPPORTED_OPERATION, "A system user cannot be registered.");
    }
    return this;
  }

  /** RegisterToWorkMail under an address that is free. */
  public Decision<User> register(EmailAddress address, Instant now) {
    if (isRegisteredUnder(address)) {
      return Decision.unchanged(this);
    }
    User registered =
        in(
            EntityState.ENABLED,
            address,
            now,
            disabledAt,
            Roles.haveMailbox(role) ? mailbox.provisioned(now) : mailbox);
    return Decision.of(
        registered, new EntityRegistered(id.value(), EntityType.USER.name(), address.text()));
  }

  /**
   * DeregisterFromWorkMail.
   *
   * @param addresses all addresses the user has, which become free
   */
  public Decision<User> deregister(List<String> addresses, Instant now) {
    requireNotDeleted();
    if (state == EntityState.DISABLED) {
      return Decision.unchanged(this);
    }
    return Decision.of(
        in(EntityState.DISABLED, null, enabledAt, now, mailbox.deprovisioned(now)),
        new EntityDeregistered(id.value(), EntityType.USER.name(), addresses));
  }

  /** DeleteUser; an ENABLED user must be deregistered first. */
  public Decision<User> delete() {
    if (state == EntityState.ENABLED) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE, "An ENABLED user must be deregistered before it is deleted.");
    }
    if (state == EntityState.DELETED) {
      return Decision.unchanged(this);
    }
    return Decision.of(
        in(EntityState.DELETED, null, enabledAt, disabledAt, mailbox), new UserDeleted(id.value()));
  }

  /** What has happened to the user, as far as it still matters, for subscribers that forgot. */
  public List<Record> retold() {
    List<Record> events = new ArrayList<>();
    events.add(createdEvent());
    events.add(updatedEvent());
    if (state == EntityState.ENABLED) {
      events.add(new EntityRegistered(id.value(), EntityType.USER.name(), email.text()));
    }
    if (state == EntityState.DELETED) {
      events.add(new UserDeleted(id.value()));
    }
    return events;
  }

  private User in(
      EntityState newState,
      EmailAddress newEmail,
      Instant newEnabledAt,
      Instant newDisabledAt,
      Mailbox newMailbox) {
    return new User(
        organizationId,
        id,
        name,
        role,
        hiddenFromGlobalAddressList,
        attributes,
        newState,
        newEmail,
        newEnabledAt,
        newDisabledAt,
        newMailbox);
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
