package org.postroom.directory.resource.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.postroom.contract.directory.Resource;
import org.postroom.contract.directory.ResourceType;
import org.postroom.directory.registration.persistence.ListedEntityRow;
import org.postroom.directory.registration.persistence.ListedTable;

/** What a listing shows of a resource, and what it is ordered by. Only ever read. */
@Entity(name = "ListedResource")
@Table(name = "directory_resource")
@Immutable
class ListedResourceRow extends ListedEntityRow {
  /** What a query must select. */
  static final ListedTable TABLE =
      new ListedTable("directory_resource", "resource_id", ", resource_type, description");

  @EmbeddedId ResourceKey key;

  @Enumerated(EnumType.STRING)
  @Column(name = "resource_type")
  ResourceType resourceType;

  @Column(name = "description")
  String description;

  @Override
  protected String id() {
    return key.resourceId();
  }

  Resource item() {
    return new Resource(id(), email, name, resourceType, state, enabledAt, disabledAt, description);
  }
}
