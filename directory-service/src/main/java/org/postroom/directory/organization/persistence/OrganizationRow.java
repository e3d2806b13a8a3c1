package org.postroom.directory.organization.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * An organization. Its updates write all columns: Hibernate Reactive puts updates of one entity
 * into one batch even when {@code @DynamicUpdate} has given them different columns.
 */
@Entity(name = "DirectoryOrganization")
@Table(name = "organization")
class OrganizationRow {
  @Id
  @Column(name = "organization_id")
  String organizationId;

  @Column(name = "account")
  String account;

  @Column(name = "alias")
  String alias;

  @Column(name = "directory_id")
  String directoryId;

  @Column(name = "directory_type")
  String directoryType;

  @Column(name = "directory_external")
  boolean directoryExternal;

  @Column(name = "directory_interoperable")
  boolean directoryInteroperable;

  @Column(name = "directory_kept")
  boolean directoryKept;

  /** Domain names hold no blanks, which separate them here. */
  @Column(name = "requested_domains")
  String requestedDomains;

  @Column(name = "state")
  String state;

  @Column(name = "error_message")
  String errorMessage;

  @Column(name = "completed_at")
  Instant completedAt;

  @Column(name = "last_creation_number")
  long lastCreationNumber;
}
