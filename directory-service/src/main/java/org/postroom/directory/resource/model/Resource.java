package org.postroom.directory.resource.model;

import java.util.List;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.ResourceType;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.directory.event.ResourceUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.registration.model.Registration;

/**
 * A room or a piece of equipment of an organization.
 *
 * @param description null for none
 */
public record Resource(
    OrganizationId organizationId,
    EntityId id,
    EntityName name,
    ResourceType resourceType,
    String description,
    BookingOptions bookingOptions,
    boolean hiddenFromGlobalAddressList,
    Registration registration)
    implements DirectoryEntity<Resource> {
  /** How a new resource answers invitations: by itself, and one booking at a time. */
  private static final BookingOptions DEFAULT_OPTIONS = new BookingOptions(true, false, true);

  private static final String ID_PREFIX = "r-";

  /** The id of a resource, made of a UUID. */
  public static EntityId idOf(String uuid) {
    return EntityId.parse(ID_PREFIX + uuid.replace("-", "")).orElseThrow();
  }

  /** A new resource, DISABLED. */
  public static Decision<Resource> create(
      OrganizationId organizationId,
      EntityId id,
      EntityName name,
      ResourceType type,
      String description,
      boolean hidden) {
    Resource resource =
        new Resource(
            organizationId,
            id,
            name,
            type,
            CaseFolding.storable(description, "Description"),
            DEFAULT_OPTIONS,
            hidden,
            Registration.NONE);
    return Decision.of(resource, resource.createdEvent());
  }

  @Override
  public EntityType type() {
    return EntityType.RESOURCE;
  }

  @Override
  public Resource self() {
    return this;
  }

  @Override
  public Resource in(Registration newRegistration) {
    return new Resource(
        organizationId,
        id,
        name,
        resourceType,
        description,
        bookingOptions,
        hiddenFromGlobalAddressList,
        newRegistration);
  }

  @Override
  public boolean hasMailbox() {
    return true;
  }

  @Override
  public Record deletedEvent() {
    return new ResourceDeleted(id.value());
  }

  @Override
  public List<Record> describingEvents() {
    return List.of(createdEvent());
  }

  /** Whether this is another name than it has; a change of case is none. */
  public boolean isRenamedBy(EntityName newName) {
    return newName != null && !newName.key().equals(name.key());
  }

  /**
   * UpdateResource; the name must be free.
   *
   * @param hasDelegate asked only where the update needs one
   */
  public Decision<Resource> update(ResourceUpdate update, boolean hasDelegate) {
    requireNotDeleted();
    if (update.needsDelegate() && !hasDelegate) {
      throw new OperationRejected(
          ErrorCode.INVALID_CONFIGURATION,
          "A resource that does not accept requests by itself needs a delegate.");
    }
    Resource updated =
        new Resource(
            organizationId,
            id,
            or(update.name(), name),
            or(update.resourceType(), resourceType),
            updatedDescription(update.description()),
            or(update.bookingOptions(), bookingOptions),
            or(update.hiddenFromGlobalAddressList(), hiddenFromGlobalAddressList),
            registration);
    return updated.equals(this)
        ? Decision.unchanged(this)
        : Decision.of(updated, updated.updatedEvent());
  }

  private String updatedDescription(String given) {
    if (given == null) {
      return description;
    }
    return given.isEmpty() ? null : CaseFolding.storable(given, "Description");
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private ResourceCreated createdEvent() {
    return new ResourceCreated(
        id.value(),
        name.text(),
        resourceType.name(),
        description,
        bookingOptions.autoAcceptRequests(),
        bookingOptions.autoDeclineRecurringRequests(),
        bookingOptions.autoDeclineConflictingRequests(),
        hiddenFromGlobalAddressList);
  }

  private ResourceUpdated updatedEvent() {
    return new ResourceUpdated(
        id.value(),
        name.text(),
        resourceType.name(),
        description,
        bookingOptions.autoAcceptRequests(),
        bookingOptions.autoDeclineRecurringRequests(),
        bookingOptions.autoDeclineConflictingRequests(),
        hiddenFromGlobalAddressList);
  }
}
