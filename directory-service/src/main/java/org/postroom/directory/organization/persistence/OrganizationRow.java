package org.postroom.directory.organization.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;

/** An organization. Most updates only count created entities: they write that column alone. */
@Entity(name = "DirectoryOrganization")
@Table(name = "organization")
@DynamicUpdate
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
