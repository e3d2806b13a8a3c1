package org.postroom.directory.resource.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.postroom.contract.directory.EntityType;

/** Who decides for a resource. */
@Entity(name = "ResourceDelegate")
@Table(name = "resource_delegate")
class DelegateRow {
  @EmbeddedId DelegateKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "delegate_type")
  EntityType delegateType;

  @Column(name = "creation_number")
  long creationNumber;
}
