package org.postroom.directory.resource.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.ResourceType;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.model.Mailbox;
import org.postroom.directory.registration.persistence.EntityRow;
import org.postroom.directory.resource.model.Resource;

/** A resource. */
@Entity(name = "DirectoryResource")
@Table(name = "directory_resource")
class ResourceRow extends EntityRow {
  @EmbeddedId ResourceKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "resource_type")
  ResourceType resourceType;

  @Column(name = "description")
  String description;

  @Column(name = "auto_accept")
  boolean autoAccept;

  @Column(name = "auto_decline_recurring")
  boolean autoDeclineRecurring;

  @Column(name = "auto_decline_conflicting")
  boolean autoDeclineConflicting;

  @Column(name = "mailbox_provisioned_at")
  Instant mailboxProvisionedAt;

  @Column(name = "mailbox_deprovisioned_at")
  Instant mailboxDeprovisionedAt;

  /** Takes over everything that can change. */
  void copy(Resource resource) {
    BookingOptions options = resource.bookingOptions();
    copyCommon(resource);
    resourceType = resource.resourceType();
    description = resource.description();
    autoAccept = options.autoAcceptRequests();
    autoDeclineRecurring = options.autoDeclineRecurringRequests();
    autoDeclineConflicting = options.autoDeclineConflictingRequests();
    mailboxProvisionedAt = resource.mailbox().provisionedAt();
    mailboxDeprovisionedAt = resource.mailbox().deprovisionedAt();
  }

  Resource resource() {
    return new Resource(
        OrganizationId.of(key.organizationId()),
        new EntityId(key.resourceId()),
        entityName(),
        resourceType,
        description,
        new BookingOptions(autoAccept, autoDeclineRecurring, autoDeclineConflicting),
        hidden,
        registration(new Mailbox(mailboxProvisionedAt, mailboxDeprovisionedAt)));
  }
}
