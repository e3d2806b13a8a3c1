package org.postroom.directory.registration.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityHistoryTold;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.model.Mailbox;

/**
 * What users, groups and resources have in common: they are named, registered, deregistered and
 * deleted by the same rules.
 *
 * @param <E> the entity's own type
 */
public interface DirectoryEntity<E extends DirectoryEntity<E>> {

  /** How long a deleted entity can still be described. */
  Duration TOMBSTONE_LIFE = Duration.ofDays(30);

  OrganizationId organizationId();

  EntityId id();

  EntityType type();

  EntityName name();

  boolean hiddenFromGlobalAddressList();

  /** Where it is in its life. */
  Registration registration();

  /** Itself. */
  E self();

  /** The same, elsewhere in its life. */
  E in(Registration registration);

  /** Whether registration makes a mailbox. */
  boolean hasMailbox();

  /** What tells that it is DELETED. */
  Record deletedEvent();

  /** What tells who it is and how it is, apart from its registration. */
  List<Record> describingEvents();

  /** What names and addresses of its lead to. */
  default NamedEntity named() {
    return new NamedEntity(id(), type());
  }

  default EntityState state() {
    return registration().state();
  }

  /** The primary address; null unless ENABLED. */
  default EmailAddress email() {
    return registration().email();
  }

  /** When it was last registered; null if never. */
  default Instant enabledAt() {
    return registration().enabledAt();
  }

  /** When it was last deregistered; null if never. */
  default Instant disabledAt() {
    return registration().disabledAt();
  }

  default Mailbox mailbox() {
    return registration().mailbox();
  }

  /** Refuses a tombstone. */
  default E requireNotDeleted() {
    if (state() == EntityState.DELETED) {
      throw new OperationRejected(ErrorCode.ENTITY_STATE, "The " + noun() + " is DELETED.");
    }
    return self();
  }

  /** Refuses what is not registered. */
  default E requireEnabled() {
    if (state() != EntityState.ENABLED) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE, "The " + noun() + " is " + state() + ", not ENABLED.");
    }
    return self();
  }

  /** Refuses what the directory itself owns. */
  default E requireWritable() {
    return self();
  }

  /**
   * Whether registration under this address is already done.
   *
   * @throws OperationRejected for a tombstone, and when it is registered under another address
   */
  default boolean isRegisteredUnder(EmailAddress address) {
    requireNotDeleted();
    if (state() != EntityState.ENABLED) {
      return false;
    }
    if (!email().isSameAs(address)) {
      throw new OperationRejected(
          ErrorCode.ENTITY_ALREADY_REGISTERED,
          "The " + noun() + " is registered under another address.");
    }
    return true;
  }

  /** RegisterToWorkMail under an address that is free. */
  default Decision<E> register(EmailAddress address, Instant now) {
    return isRegisteredUnder(address)
        ? Decision.unchanged(self())
        : Decision.of(
            in(registration().registered(address, hasMailbox(), now)), registeredAs(address));
  }

  /** UpdatePrimaryEmailAddress to an address that is free or its own. */
  default Decision<E> changePrimaryAddress(EmailAddress address) {
    requireEnabled();
    return email().isSameAs(address)
        ? Decision.unchanged(self())
        : Decision.of(
            in(registration().under(address)),
            new PrimaryEmailAddressChanged(
                id().value(), type().name(), address.text(), email().text()));
  }

  /**
   * DeregisterFromWorkMail.
   *
   * @param addresses all addresses it has, which become free
   */
  default Decision<E> deregister(List<String> addresses, Instant now) {
    requireNotDeleted();
    return state() == EntityState.DISABLED
        ? Decision.unchanged(self())
        : Decision.of(
            in(registration().deregistered(now)),
            new EntityDeregistered(id().value(), type().name(), addresses));
  }

  /** DeleteUser, DeleteGroup, DeleteResource; what is ENABLED must be deregistered first. */
  default Decision<E> delete() {
    if (state() == EntityState.ENABLED) {
      throw new OperationRejected(
          ErrorCode.ENTITY_STATE,
          "An ENABLED " + noun() + " must be deregistered before it is deleted.");
    }
    return state() == EntityState.DELETED
        ? Decision.unchanged(self())
        : Decision.of(in(registration().deleted()), deletedEvent());
  }

  /**
   * What has happened to it, as far as it still matters, for subscribers that forgot. Of what is
   * DELETED nobody is told any more than that.
   */
  default List<Record> retold() {
    if (state() == EntityState.DELETED) {
      return List.of(deletedEvent());
    }
    List<Record> events = new ArrayList<>(describingEvents());
    if (state() == EntityState.ENABLED) {
      events.add(registeredAs(email()));
    }
    if (enabledAt() != null || disabledAt() != null) {
      events.add(
          new EntityHistoryTold(
              id().value(),
              type().name(),
              enabledAt(),
              disabledAt(),
              mailbox().provisionedAt(),
              mailbox().deprovisionedAt()));
    }
    return events;
  }

  private EntityRegistered registeredAs(EmailAddress address) {
    return new EntityRegistered(id().value(), type().name(), address.text());
  }

  private String noun() {
    return type().name().toLowerCase(Locale.ROOT);
  }
}
