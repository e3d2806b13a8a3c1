package org.postroom.directory.address.model;

import java.util.List;
import java.util.Optional;
import org.postroom.contract.directory.event.AliasCreated;
import org.postroom.contract.directory.event.AliasDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.registration.model.DirectoryEntity;

/**
 * A user, group or resource with all addresses it has: the primary one and its aliases. Only what
 * is ENABLED has any.
 *
 * @param all as they are spelled
 */
public record HeldAddresses(DirectoryEntity<?> entity, List<EmailAddress> all) {
  /** With so many aliases an entity can be given no more. */
  public static final int MAX_ALIASES = 100;

  /**
   * With so many addresses an entity can have no new primary one. The operation knows no limit, but
   * one event tells all addresses when they become free, and has to stay below 64 KiB.
   */
  public static final int MAX_ADDRESSES = 200;

  public HeldAddresses {
    all = List.copyOf(all);
  }

  /** Of addresses as they are stored. */
  public static HeldAddresses of(DirectoryEntity<?> entity, List<String> stored) {
    return new HeldAddresses(entity, stored.stream().map(EmailAddress::new).toList());
  }

  /** The address as it is spelled here; empty if it is not one of these. */
  public Optional<EmailAddress> find(EmailAddress address) {
    return all.stream().filter(address::isSameAs).findFirst();
  }

  /**
   * CreateAlias. An address that the entity has already, as primary one or alias, is no change.
   *
   * @param taken whether any entity has the address
   */
  public Decision<EmailAddress> createAlias(EmailAddress address, boolean taken) {
    entity.requireEnabled();
    if (find(address).isPresent()) {
      return Decision.unchanged(address);
    }
    requireFree(taken);
    if (all.size() > MAX_ALIASES) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED, "An entity can have " + MAX_ALIASES + " aliases.");
    }
    return Decision.of(
        address, new AliasCreated(entity.id().value(), entity.type().name(), address.text()));
  }

  /** DeleteAlias. What is no address of the entity is no change. */
  public Decision<EmailAddress> deleteAlias(EmailAddress address) {
    entity.requireNotDeleted();
    if (isPrimary(address)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The primary address is not an alias.");
    }
    return find(address)
        .map(
            alias ->
                Decision.of(
                    alias,
                    new AliasDeleted(entity.id().value(), entity.type().name(), alias.text())))
        .orElseGet(() -> Decision.unchanged(address));
  }

  /**
   * UpdatePrimaryEmailAddress: the address becomes the primary one, which becomes an alias. The
   * present primary address is no change.
   *
   * @param taken whether any entity has the address
   */
  public Decision<? extends DirectoryEntity<?>> changePrimary(EmailAddress address, boolean taken) {
    entity.requireEnabled();
    if (find(address).isEmpty()) {
      requireFree(taken);
      if (all.size() >= MAX_ADDRESSES) {
        throw new OperationRejected(
            ErrorCode.INVALID_PARAMETER,
            "The entity has " + MAX_ADDRESSES + " addresses; delete an alias first.");
      }
    }
    return entity.changePrimaryAddress(address);
  }

  private boolean isPrimary(EmailAddress address) {
    return entity.email() != null && entity.email().isSameAs(address);
  }

  private static void requireFree(boolean taken) {
    if (taken) {
      throw new OperationRejected(ErrorCode.EMAIL_ADDRESS_IN_USE, "The address is in use.");
    }
  }
}
