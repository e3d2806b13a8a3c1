package org.postroom.directory.resource.persistence;

import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.persistence.CreationNumbers;
import org.postroom.directory.registration.persistence.DbEntities;
import org.postroom.directory.resource.application.Resources;
import org.postroom.directory.resource.model.Resource;

/** Resources in the database. */
@Singleton
class DbResources extends DbEntities<Resource, ResourceRow> implements Resources {
  private static final String AFTER =
      "from DirectoryResource e where e.key.organizationId = :organization"
          + " and e.key.resourceId > :id order by e.key.resourceId";

  DbResources(CreationNumbers numbers) {
    super(numbers, ResourceRow.class, AFTER);
  }

  @Override
  protected Object key(OrganizationId organization, EntityId id) {
    return ResourceKey.of(organization, id);
  }

  @Override
  protected ResourceRow newRow(Resource resource) {
    ResourceRow row = new ResourceRow();
    row.key = ResourceKey.of(resource.organizationId(), resource.id());
    return row;
  }

  @Override
  protected void copy(Resource resource, ResourceRow row) {
    row.copy(resource);
  }

  @Override
  protected Resource entity(ResourceRow row) {
    return row.resource();
  }
}
