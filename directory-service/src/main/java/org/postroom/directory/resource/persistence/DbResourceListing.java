package org.postroom.directory.resource.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Resource;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.persistence.EntityListingQuery;
import org.postroom.directory.resource.application.ResourceListing;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Pages of resources by keyset. */
@Singleton
class DbResourceListing implements ResourceListing {

  @Override
  public Uni<Page<Resource>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request) {
    return EntityListingQuery.page(
            session,
            ListedResourceRow.TABLE,
            ListedResourceRow.class,
            organization,
            filter,
            request)
        .map(page -> page.map(ListedResourceRow::item));
  }
}
