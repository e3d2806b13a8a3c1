package org.postroom.directory.group.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.Group;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.application.GroupListing;
import org.postroom.directory.registration.persistence.EntityListingQuery;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;

/** Pages of groups by keyset. */
@Singleton
class DbGroupListing implements GroupListing {

  @Override
  public Uni<Page<Group>> page(
      Mutiny.Session session,
      OrganizationId organization,
      EntityFilter filter,
      PageRequest request) {
    return EntityListingQuery.page(
            session, ListedGroupRow.TABLE, ListedGroupRow.class, organization, filter, request)
        .map(page -> page.map(ListedGroupRow::item));
  }
}
